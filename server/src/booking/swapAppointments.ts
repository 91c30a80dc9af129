import { exchanged, Refusal } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import type { Booker } from './booker.ts';
import { statusOnMove, takeAnotherPlace, typeEvenRemoved } from './moveAppointment.ts';
import { type Appointment, giveBack, lockAppointment, lockResources } from './store.ts';

/**
 * Two appointments change places, both or neither (foundations.md, 3): both places are given back before either is taken,
 * under the lock of all their resources, so nobody else comes in between.
 *
 * @throws Refusal `appointment.taken` with alternatives (where the lengths differ), `appointment.impossibleMove`,
 * `record.notFound`; then both stay where they were.
 */
export async function swapAppointments(
  trx: Trx,
  actor: Booker,
  { id, withId }: { id: string; withId: string },
  now: Date,
): Promise<[Appointment, Appointment]> {
  const { companyId } = actor;
  if (id === withId) throw new Refusal({ code: 'appointment.impossibleMove', from: 'same', move: 'swap' });
  // In one order, like everybody who locks two.
  const first = await locked(trx, companyId, id < withId ? id : withId);
  const second = await locked(trx, companyId, id < withId ? withId : id);
  const [one, other] = id < withId ? [first, second] : [second, first];
  const statuses = [statusOnMove(one), statusOnMove(other)] as const;
  await lockResources(trx, companyId, [...new Set([...one.slot.resourceIds, ...other.slot.resourceIds])]);
  const [slot, otherSlot] = exchanged(one.slot, other.slot);
  for (const each of [one, other]) await giveBack(trx, companyId, each.id);
  return [await take(one, slot, statuses[0]), await take(other, otherSlot, statuses[1])];

  async function take(before: Appointment, at: Appointment['slot'], status: Appointment['status']) {
    const type = await typeEvenRemoved(trx, companyId, before.typeId);
    return takeAnotherPlace(trx, actor, { before, slot: at, status, type, overbookReason: '', now, isStaff: true });
  }
}

async function locked(trx: Trx, companyId: string, id: string): Promise<Appointment> {
  const found = await lockAppointment(trx, companyId, id);
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'appointment', id });
  return found;
}
