import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { askToServe, demandSupervision } from '../tickets/index.ts';
import { lockQueue } from './store.ts';

/**
 * Closes a queue at once, or opens it again: its supervisors and admins may (QUE-15). Nothing is given out of it, and who
 * writes is told as out of hours.
 * @throws Refusal `record.notFound`, `auth.notPermitted`
 */
export async function closeQueueNow(trx: Trx, actor: Actor, id: string, closedNow: boolean): Promise<void> {
  const { companyId } = actor;
  const standing = await lockQueue(trx, companyId, id);
  if (!standing || standing.removedAt) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
  await demandSupervision(trx, actor, [id]);
  await trx.updateTable('queue').set({ closedNow }).where('companyId', '=', companyId).where('id', '=', id).execute();
  if (!closedNow) askToServe(trx, companyId, [id]);
}
