import { may, maySupervise, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

/** Queues that a user supervises. */
export async function supervisedQueues(trx: Trx, { companyId, userId }: Actor): Promise<string[]> {
  const rows = await trx
    .selectFrom('queueMember')
    .select('queueId')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('supervisor', '=', true)
    .execute();
  return rows.map(({ queueId }) => queueId);
}

/**
 * Demands that the actor may act for others in one of these queues (QUE-15).
 * @throws Refusal `auth.notPermitted`
 */
export async function demandSupervision(trx: Trx, actor: Actor, queueIds: readonly (string | null)[]): Promise<void> {
  if (may(actor.role, 'conversation.assignOthers')) return;
  const supervises = await supervisedQueues(trx, actor);
  if (queueIds.some((queueId) => maySupervise(actor.role, supervises, queueId))) return;
  throw new Refusal({ code: 'auth.notPermitted', permission: 'conversation.assignOthers' });
}
