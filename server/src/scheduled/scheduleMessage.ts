import { FURTHEST_DAYS, type MessageContent, MOST_SCHEDULED, Refusal, timeFault } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import { contentFor, conversationFor, filesOf, type Wish } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { laterLaneKey } from './laneKey.ts';
import { countScheduled, insertScheduled, isSent, keepFiles, lockScheduled } from './store.ts';

export type ScheduleInput = Wish & {
  /** The id of the message to come: however often it is asked for, there is one. */
  id?: string;
  conversationId: string;
  replyToId?: string | null;
  /** Epoch ms; 0 is at once. */
  dueAt: number;
  source?: 'console' | 'api';
  /**
   * Written without a connection: its time may have passed on the way. Then it is taken and held, and not refused, since
   * whoever wrote it thought it safe (SYNC-07).
   */
  mayBeLate?: boolean;
};

/**
 * Keeps a message for its time (INB-26). That a reply could go then is not asked now: the contact may write until then.
 *
 * @throws Refusal `scheduled.badTime`, `scheduled.tooMany`, and what `contentFor` refuses
 */
export async function scheduleMessage(trx: Trx, actor: Actor, input: ScheduleInput): Promise<{ id: string }> {
  const id = input.id ?? newRowId();
  const { companyId } = actor;
  const conversation = await conversationFor(trx, actor, input.conversationId);
  if ((await isSent(trx, companyId, id)) || (await lockScheduled(trx, companyId, id))) return { id };
  const content = await laterContent(trx, actor, conversation, input);
  const dueAt = dueTime(input.dueAt, input.mayBeLate ?? false);
  if ((await countScheduled(trx, companyId, conversation.id)) >= MOST_SCHEDULED) {
    throw new Refusal({ code: 'scheduled.tooMany', limit: MOST_SCHEDULED });
  }
  await insertScheduled(trx, companyId, {
    id,
    conversationId: conversation.id,
    content,
    authorId: actor.userId,
    replyToId: input.replyToId ?? null,
    source: input.source ?? 'console',
    dueAt,
  });
  await keepFiles(trx, companyId, id, filesOf(input));
  await addWork(trx, companyId, [laterLaneKey(conversation.id)], dueAt);
  return { id };
}

/** Notes and reactions are of the moment. */
export async function laterContent(
  trx: Trx,
  actor: Actor,
  conversation: Parameters<typeof contentFor>[2],
  wish: Wish & { replyToId?: string | null },
): Promise<MessageContent> {
  if (wish.kind === 'note' || wish.kind === 'reaction') {
    throw new Refusal({ code: 'message.kindNotSupported', kind: wish.kind, channel: conversation.channelKind });
  }
  return contentFor(trx, actor, conversation, wish);
}

/** @throws Refusal `scheduled.badTime` */
export function dueTime(wished: number, mayBeLate: boolean): Date {
  const now = Date.now();
  const fault = wished === 0 ? null : timeFault(wished, now);
  if (fault === 'tooFar' || (fault === 'past' && !mayBeLate)) {
    throw new Refusal({ code: 'scheduled.badTime', reason: fault, days: FURTHEST_DAYS });
  }
  return new Date(wished === 0 ? now : wished);
}
