import { Refusal, waitingAfter } from '@balcao/domain';
import {
  type Booker,
  bookAppointment,
  lockAppointment,
  moveAppointment,
  noteFreed,
  releaseHold,
} from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { noteMoved } from '../funnel/index.ts';
import { type Entry, lockEntry, saveEntry } from './store.ts';

/** @throws Refusal `record.notFound` */
async function locked(trx: Trx, companyId: string, id: string): Promise<Entry> {
  const entry = await lockEntry(trx, companyId, id);
  if (!entry) throw new Refusal({ code: 'record.notFound', record: 'waitingEntry', id });
  return entry;
}

/**
 * Takes the place that is kept for them: a new appointment, or the one that they have, moved to it. Taken twice it is
 * taken once.
 * @returns the appointment's id.
 * @throws Refusal `waiting.impossibleMove` where nothing is offered (any more), `appointment.taken`, `appointment.notOffered`
 */
export async function takeOffer(trx: Trx, booker: Booker, id: string, now: Date): Promise<{ appointmentId: string }> {
  const { companyId, userId } = booker;
  const entry = await locked(trx, companyId, id);
  const { appointmentId, offer } = entry;
  if (entry.status === 'taken') return { appointmentId: appointmentId ?? id };
  const status = waitingAfter(entry.status, 'take');
  if (!offer || offer.answerBy <= now) {
    throw new Refusal({ code: 'waiting.impossibleMove', from: entry.status, move: 'take' });
  }
  const { from, to, holdId } = offer;
  const journey = { id, source: 'waiting' } as const;
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  if (appointmentId === null) {
    await bookAppointment(
      trx,
      booker,
      {
        // One of the same name: taken twice, it is booked once.
        id,
        typeId: entry.typeId,
        contactId: entry.contactId,
        title: '',
        place: null,
        notes: entry.notes,
        answers: entry.answers,
        isQualified: true,
        participants: [],
        slot: { from, to, zone, resourceIds: [] },
        source: userId === null ? 'page' : 'console',
        holdId,
        journey,
      },
      { now },
    );
  } else {
    const resourceIds = await keptResources(trx, companyId, holdId);
    await releaseHold(trx, booker, holdId);
    const before = await lockAppointment(trx, companyId, appointmentId);
    const slot = { from, to, zone, resourceIds };
    await moveAppointment(trx, booker, { id: appointmentId, slot }, { now, onlyOffered: userId === null });
    await noteMoved(trx, companyId, {
      journey,
      appointmentId,
      typeId: entry.typeId,
      resourceIds,
      before: before?.slot.resourceIds ?? [],
    });
    await noteFreed(trx, companyId);
  }
  await saveEntry(trx, companyId, { ...entry, status, offer: null });
  return { appointmentId: appointmentId ?? id };
}

async function keptResources(trx: Trx, companyId: string, holdId: string): Promise<string[]> {
  const hold = await trx
    .selectFrom('slotHold')
    .select('resourceIds')
    .where('companyId', '=', companyId)
    .where('id', '=', holdId)
    .executeTakeFirst();
  return hold?.resourceIds ?? [];
}

/** Not that one: they wait on, and the next is asked. @throws Refusal `waiting.impossibleMove` */
export async function declineOffer(trx: Trx, booker: Booker, id: string): Promise<void> {
  const { companyId } = booker;
  const entry = await locked(trx, companyId, id);
  const status = waitingAfter(entry.status, 'decline');
  const refused = entry.offer ? [...entry.refused, entry.offer.from] : entry.refused;
  await saveEntry(trx, companyId, { ...entry, status, refused, offer: null, unanswered: 0 });
  await giveOn(trx, booker, entry);
}

/** They wait no more. Once they left, they have. @throws Refusal `waiting.impossibleMove` */
export async function leaveList(trx: Trx, booker: Booker, id: string): Promise<void> {
  const { companyId } = booker;
  const entry = await locked(trx, companyId, id);
  if (entry.status === 'left') return;
  await saveEntry(trx, companyId, { ...entry, status: waitingAfter(entry.status, 'leave'), offer: null });
  await giveOn(trx, booker, entry);
}

async function giveOn(trx: Trx, booker: Booker, { offer }: Entry): Promise<void> {
  if (!offer) return;
  await releaseHold(trx, booker, offer.holdId);
  await noteFreed(trx, booker.companyId);
}
