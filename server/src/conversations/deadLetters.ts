import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { settleNotice } from '../sync/index.ts';
import { type DeadLetter, type DeadLetterCursor, deadLettersAfter } from './deadLetterStore.ts';
import { resendMessage } from './delivery.ts';
import { lockDelivery, updateDelivery } from './deliveryStore.ts';
import { conversationFor } from './visibleConversation.ts';

/** Messages that did not arrive (INB-20, CON-25), newest first; what to do with them is a person's word. */
export async function listDeadLetters(
  trx: Trx,
  actor: Actor,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<{ items: DeadLetter[]; nextCursor: string | null }> {
  const rows = await deadLettersAfter(trx, actor.companyId, cursor === null ? null : cursorFrom(cursor), limit);
  const last = rows.at(-1);
  const items = rows.map(({ cursorAt: _ofThePage, ...item }) => item);
  return { items, nextCursor: last && rows.length === limit ? `${last.cursorAt}~${last.messageId}` : null };
}

/** What could not be done, message by message; the others of the same wish are done all the same. */
export type Undone = { messageId: string; code: string };

export function resendDeadLetters(trx: Trx, actor: Actor, messageIds: readonly string[]): Promise<Undone[]> {
  return each(messageIds, (messageId) => resendMessage(trx, actor, { messageId }));
}

/** Takes messages off the list. They stay in their conversations as what they are: not arrived. */
export function discardDeadLetters(trx: Trx, actor: Actor, messageIds: readonly string[]): Promise<Undone[]> {
  return each(messageIds, (messageId) => discard(trx, actor, messageId));
}

/** @throws Refusal `record.notFound`, `message.unchangeable` */
async function discard(trx: Trx, actor: Actor, messageId: string): Promise<void> {
  const { companyId } = actor;
  const place = await trx
    .selectFrom('delivery')
    .innerJoin('message', (join) =>
      join.onRef('message.companyId', '=', 'delivery.companyId').onRef('message.id', '=', 'delivery.messageId'),
    )
    .select(['delivery.conversationId', 'message.authorId'])
    .where('delivery.companyId', '=', companyId)
    .where('delivery.messageId', '=', messageId)
    .executeTakeFirst();
  if (!place) throw new Refusal({ code: 'record.notFound', record: 'message', id: messageId });
  await conversationFor(trx, actor, place.conversationId);
  const delivery = await lockDelivery(trx, companyId, messageId);
  if (delivery?.state === 'discarded') return; // twice is once
  if (delivery?.state !== 'FAILED_PERMANENT' && delivery?.state !== 'unknown') {
    throw new Refusal({ code: 'message.unchangeable', messageId });
  }
  await updateDelivery(trx, companyId, messageId, { state: 'discarded' });
  if (place.authorId) await settleNotice(trx, { companyId, userId: place.authorId }, 'undelivered', messageId);
}

/** In one order, so that two who do the same meet in it; a refusal comes before anything was written. */
async function each(messageIds: readonly string[], work: (messageId: string) => Promise<void>): Promise<Undone[]> {
  const undone: Undone[] = [];
  for (const messageId of [...new Set(messageIds)].sort()) {
    try {
      await work(messageId);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      undone.push({ messageId, code: error.problem.code });
    }
  }
  return undone;
}

/** @throws Refusal `input.invalid` for a cursor that is none of ours */
function cursorFrom(text: string): DeadLetterCursor {
  const [settledAt = '', messageId = ''] = text.split('~');
  if (Number.isNaN(Date.parse(settledAt)) || !/^[0-9a-f-]{36}$/.test(messageId)) {
    throw new Refusal({ code: 'input.invalid', issues: [{ path: 'cursor', message: 'is not one of this list' }] });
  }
  return { settledAt, messageId };
}
