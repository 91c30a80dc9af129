import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { conversationFor, filesOf, type Wish, wishOf } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { laterLaneKey } from './laneKey.ts';
import { settleHeld } from './notices.ts';
import { dueTime, laterContent } from './scheduleMessage.ts';
import {
  conversationOfScheduled,
  keepFiles,
  lockScheduled,
  removeScheduled,
  type Scheduled,
  updateScheduled,
} from './store.ts';

/**
 * Other words, another time, or both; whoever may answer in the conversation may. It stays its author's, in whose name it
 * goes. One that was held waits again.
 *
 * @param dueAt epoch ms; 0 is at once; left out, it stays.
 * @throws Refusal `record.notFound` also once it went out, `scheduled.badTime`, and what `contentFor` refuses
 */
export async function editScheduled(
  trx: Trx,
  actor: Actor,
  { id, wish, dueAt, mayBeLate = false }: { id: string; wish?: Wish; dueAt?: number; mayBeLate?: boolean },
): Promise<void> {
  const { scheduled, conversation } = await scheduledFor(trx, actor, id);
  const { companyId } = actor;
  const author = { ...actor, userId: scheduled.authorId };
  const content = wish
    ? await laterContent(trx, author, conversation, { ...wish, replyToId: scheduled.replyToId })
    : scheduled.content;
  const at = dueAt === undefined ? scheduled.dueAt : dueTime(dueAt, mayBeLate);
  await updateScheduled(trx, companyId, id, { content, dueAt: at });
  if (wish) await keepFiles(trx, companyId, id, filesOf(wishOf(content)));
  await settleHeld(trx, companyId, scheduled);
  await addWork(trx, companyId, [laterLaneKey(conversation.id)], at);
}

/** @throws Refusal `record.notFound` also once it went out */
export async function cancelScheduled(trx: Trx, actor: Actor, { id }: { id: string }): Promise<void> {
  const { scheduled } = await scheduledFor(trx, actor, id);
  await removeScheduled(trx, actor.companyId, id);
  await settleHeld(trx, actor.companyId, scheduled);
}

async function scheduledFor(trx: Trx, actor: Actor, id: string) {
  const conversationId = await conversationOfScheduled(trx, actor.companyId, id);
  const conversation = conversationId && (await conversationFor(trx, actor, conversationId));
  const scheduled: Scheduled | undefined = await lockScheduled(trx, actor.companyId, id);
  if (!conversation || !scheduled) throw new Refusal({ code: 'record.notFound', record: 'scheduled', id });
  return { scheduled, conversation };
}
