import type { CalendarEvent } from '@balcao/calendar/icalendar';
import { newRowId } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import {
  type Appointment,
  type BookingWish,
  bookAppointment,
  changeStatus,
  editAppointment,
  lockAppointment,
  moveAppointment,
} from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { contactOf } from './attendeeStore.ts';
import type { Taking } from './importEvents.ts';
import { linksByUid, saveLink } from './linkStore.ts';

type Written = Pick<Appointment, 'contactId' | 'title' | 'notes' | 'place' | 'participants'>;

/** What an event says of an appointment, but for its time. */
export async function writtenIn(trx: Trx, companyId: string, event: CalendarEvent): Promise<Written> {
  const { title, description, place, attendees, organizer } = event;
  const others = attendees.filter(({ address }) => address !== organizer?.address);
  return {
    contactId: await contactOf(trx, companyId, others),
    title,
    notes: description,
    place: place === '' ? null : { kind: /^https?:/i.test(place) ? 'video' : 'address', value: place },
    participants: others.slice(0, 50).map(({ name, address }) => ({ name: name || address, email: address })),
  };
}

/**
 * One appointment. Its time is taken meanwhile? It is kept as a conflict for somebody to decide, and a known one stays
 * where it was.
 * @throws Refusal as the use cases of booking
 */
export async function importAppointment(trx: Trx, actor: Actor, taking: Taking): Promise<'taken' | 'conflict'> {
  const { event, link, wish, now } = taking;
  const { companyId } = actor;
  const written = await writtenIn(trx, companyId, event);
  const known = link?.appointmentId ? await lockAppointment(trx, companyId, link.appointmentId) : null;
  if (known) {
    await follow(trx, actor, { known, event, written, now });
    await saveLink(trx, companyId, { appointmentId: known.id, seriesId: null, blockId: null, event });
    return 'taken';
  }
  const id = newRowId();
  const booked = await bookAppointment(
    trx,
    actor,
    wishOf(event, written, { id, wish, ...(await ruleOf(trx, companyId, event)) }),
    { now, isOffline: true, isOneOfMany: true },
  );
  await saveLink(trx, companyId, { appointmentId: id, seriesId: null, blockId: null, event });
  if (booked.status === 'conflict') return 'conflict';
  if (event.to <= now.getTime()) await changeStatus(trx, actor, { id, move: 'complete' }, now);
  return 'taken';
}

type Placing = { id: string; wish: Taking['wish']; series?: BookingWish['series'] };

export function wishOf(event: CalendarEvent, written: Written, { id, wish, series }: Placing): BookingWish {
  const { from, to, zone } = event;
  return {
    ...written,
    id,
    typeId: wish.typeId ?? '',
    slot: { from, to, zone, resourceIds: wish.resourceId === null ? [] : [wish.resourceId] },
    unassigned: true,
    source: 'external',
    ...(series ? { series } : {}),
  };
}

/** One of a series that is here already. */
async function ruleOf(
  trx: Trx,
  companyId: string,
  { uid, recurrence }: CalendarEvent,
): Promise<Pick<Placing, 'series'>> {
  if (recurrence === null) return {};
  const [master] = (await linksByUid(trx, companyId, [uid])).filter((link) => link.recurrence === 0);
  if (!master?.seriesId) return {};
  return { series: { id: master.seriesId, rule: master.event.rrule, start: new Date(recurrence) } };
}

type Following = { known: Appointment; event: CalendarEvent; written: Written; now: Date };

async function follow(trx: Trx, actor: Actor, { known, event, written, now }: Following): Promise<void> {
  const { id, slot, status } = known;
  const isOver = status === 'completed' || status === 'no_show';
  if (event.status === 'cancelled') {
    if (!isOver) await changeStatus(trx, actor, { id, move: 'cancel' }, now);
    return;
  }
  await editAppointment(trx, actor, { id, edit: { ...written, title: written.title || known.title } });
  const isMoved = slot.from !== event.from || slot.to !== event.to;
  if (isMoved && !isOver && status !== 'cancelled') {
    const { from, to, zone } = event;
    await moveAppointment(trx, actor, { id, slot: { ...slot, from, to, zone } }, { now, isOneOfMany: true });
  }
}
