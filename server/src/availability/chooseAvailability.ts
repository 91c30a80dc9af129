import { type Availability, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { demandSupervision, queuesOfUser } from '../tickets/index.ts';
import { refresh } from './refresh.ts';
import { lockPerson, saveChosen } from './store.ts';

/**
 * Says whether somebody takes work: everybody of themselves, admins of anybody, supervisors of their queues' people (QUE-15). It holds on all their
 * devices, and over the next day's signing in.
 *
 * @throws Refusal `auth.notPermitted`, `record.notFound`
 */
export async function chooseAvailability(
  trx: Trx,
  actor: Actor,
  { userId = actor.userId, availability }: { userId?: string; availability: Availability },
): Promise<void> {
  if (userId !== actor.userId) {
    await demandSupervision(trx, actor, await queuesOfUser(trx, actor.companyId, userId));
  }
  if (!(await lockPerson(trx, actor.companyId, userId))) {
    throw new Refusal({ code: 'record.notFound', record: 'user', id: userId });
  }
  await saveChosen(trx, actor.companyId, userId, availability);
  await refresh(trx, actor.companyId, userId);
}
