import { availabilityOf } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { rejoinRounds } from '../queues/index.ts';
import { askToServe, queuesOfUser } from '../tickets/index.ts';
import { lockPerson, saveShown } from './store.ts';

/** Shows others how available somebody is now. Whoever comes online is given what waits at once (QUE-04). */
export async function refresh(trx: Trx, companyId: string, userId: string): Promise<void> {
  const person = await lockPerson(trx, companyId, userId);
  if (!person) return;
  const now = availabilityOf(person.chosen, person.devices);
  // A row that does not change must not travel to every console.
  if (now === person.shown) return;
  await saveShown(trx, companyId, userId, now);
  if (now !== 'online') return;
  await rejoinRounds(trx, companyId, userId);
  askToServe(trx, companyId, await queuesOfUser(trx, companyId, userId));
}
