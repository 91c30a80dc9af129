import { type Availability, may, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { refresh } from './refresh.ts';
import { lockPerson, saveChosen } from './store.ts';

/**
 * Says whether somebody takes work: everybody of themselves, a supervisor of anybody (QUE-15). It holds on all their
 * devices, and over the next day's signing in.
 *
 * @throws Refusal `auth.notPermitted`, `record.notFound`
 */
export async function chooseAvailability(
  trx: Trx,
  actor: Actor,
  { userId = actor.userId, availability }: { userId?: string; availability: Availability },
): Promise<void> {
  if (userId !== actor.userId && !may(actor.role, 'conversation.assignOthers')) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'conversation.assignOthers' });
  }
  if (!(await lockPerson(trx, actor.companyId, userId))) {
    throw new Refusal({ code: 'record.notFound', record: 'user', id: userId });
  }
  await saveChosen(trx, actor.companyId, userId, availability);
  await refresh(trx, actor.companyId, userId);
}
