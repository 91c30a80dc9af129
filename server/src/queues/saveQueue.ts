import { hoursProblems, type QueueWish, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { askToServe } from '../tickets/index.ts';
import { activeUsers, lockQueue, openTickets, removeQueueRow, saveMembers, saveQueueRow } from './store.ts';

/**
 * Makes or changes a queue; the caller chooses the id. What it changes holds for tickets from now on: nobody loses one
 * because a limit is lower, or because they are no member any more.
 *
 * @throws Refusal `input.invalid`, `record.notFound`, `queue.needsDefault`
 */
export async function saveQueue(trx: Trx, actor: Actor, id: string, { members, ...wish }: QueueWish): Promise<void> {
  const { companyId } = actor;
  const issues = hoursProblems(wish.hours, wish.exceptions);
  if (issues.length > 0) throw new Refusal({ code: 'input.invalid', issues });
  const standing = await lockQueue(trx, companyId, id);
  if (standing?.removedAt) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
  if (standing?.isDefault && (!wish.isDefault || !wish.active))
    throw new Refusal({ code: 'queue.needsDefault', queueId: id });
  const known = new Set(
    await activeUsers(
      trx,
      companyId,
      members.map(({ userId }) => userId),
    ),
  );
  const stranger = members.find(({ userId }) => !known.has(userId));
  if (stranger) throw new Refusal({ code: 'record.notFound', record: 'user', id: stranger.userId });
  await saveQueueRow(trx, companyId, id, wish);
  await saveMembers(trx, companyId, id, members);
  askToServe(trx, companyId, [id]);
}

/**
 * Takes a queue away. Its history keeps its name.
 * @throws Refusal `record.notFound`, `queue.needsDefault`, `queue.inUse` while conversations of it are open
 */
export async function removeQueue(trx: Trx, { companyId }: Actor, id: string): Promise<void> {
  const standing = await lockQueue(trx, companyId, id);
  if (!standing || standing.removedAt) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
  if (standing.isDefault) throw new Refusal({ code: 'queue.needsDefault', queueId: id });
  const open = await openTickets(trx, companyId, id);
  if (open > 0) throw new Refusal({ code: 'queue.inUse', queueId: id, open });
  await removeQueueRow(trx, companyId, id);
}
