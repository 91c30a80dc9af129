import { type AppointmentSlot, answersOf, demandQualified, demandSlot, may, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterCommit, type Trx } from '../db/index.ts';
import { type Journey, noteBooked } from '../funnel/index.ts';
import { appointmentsBooked, appointmentsLatencySeconds } from '../metrics.ts';
import type { Booker } from './booker.ts';
import { chooseResources } from './chooseResources.ts';
import { type Agenda, alternativesTo, freeTimes, lookAround } from './freeTimes.ts';
import { noteNews } from './noteNews.ts';
import type { AppointmentType } from './settingsStore.ts';
import {
  type Appointment,
  appointmentOf,
  insertAppointment,
  lockResources,
  type Seen,
  selectAppointments,
} from './store.ts';
import { seemsFree, takePlaces } from './takePlaces.ts';

export type BookingWish = Pick<Appointment, 'typeId' | 'contactId' | 'title' | 'place' | 'notes' | 'participants'> & {
  /** The caller's own: however often it is asked for, there is one. */
  id?: string;
  conversationId?: string | null;
  /** No resources: whoever the type says serves; with `unassigned` nobody yet. */
  slot: AppointmentSlot;
  unassigned?: boolean;
  source: Appointment['source'];
  /** Not empty: it is known that the time is taken (`agenda.overbook`). */
  overbookReason?: string;
  /** The times that were kept for it. */
  holdId?: string | null;
  series?: Series;
  /** To the questions of the type. */
  answers?: Appointment['answers'];
  /** Asked before, when they began to wait for it. */
  isQualified?: boolean;
  /** The way on which somebody came to it; not given: it begins here. */
  journey?: Journey;
};

export type BookingOptions = {
  now: Date;
  isOffline?: boolean;
  /** Of a file of thousands: no other times are looked for, consoles look when somebody decides. Only with `isOffline`. */
  isOneOfMany?: boolean;
};

export type Series = { id: string; rule: string; start: Date };

/**
 * Books (BOOK-08). Staff may book outside opening times, and over others knowingly; everybody else only what the engine
 * offers. Written without a connection and taken meanwhile, it is kept as `conflict` for somebody to decide (BOOK-13).
 *
 * @throws Refusal `appointment.taken` and `appointment.notOffered` with alternatives, `appointment.badTime`,
 * `appointment.unanswered`, `appointment.notQualified`,
 * `calendar.badZone`, `record.notFound`, `auth.notPermitted`
 */
export async function bookAppointment(
  trx: Trx,
  actor: Booker,
  wish: BookingWish,
  options: BookingOptions,
): Promise<Appointment> {
  const seconds = appointmentsLatencySeconds.startTimer();
  try {
    const booked = await book(trx, actor, wish, options);
    afterCommit(trx, () => seconds({ outcome: booked.status === 'conflict' ? 'conflict' : 'booked' }));
    return booked;
  } catch (error) {
    if (error instanceof Refusal) seconds({ outcome: 'refused' });
    throw error;
  }
}

async function book(
  trx: Trx,
  actor: Booker,
  wish: BookingWish,
  { now, isOffline = false, isOneOfMany = false }: BookingOptions,
): Promise<Appointment> {
  const { companyId } = actor;
  demandSlot(wish.slot);
  const standing = wish.id === undefined ? null : await bookedAs(trx, companyId, wish.id);
  if (standing) return standing;
  const held = wish.holdId ? await endHold(trx, companyId, wish.holdId, { ...wish, now }) : null;
  const agenda = await lookAround(trx, companyId, wish.slot, now);
  const type = agenda.setUp.types.find(({ id }) => id === wish.typeId);
  if (!type) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: wish.typeId });
  const { questions } = type.settings;
  const overbookReason = (wish.overbookReason ?? '').trim();
  // What somebody brings along in a file they have promised already.
  const isStaff = wish.source === 'console' || wish.source === 'external';
  if (overbookReason !== '' && !(isStaff && may(actor.role, 'agenda.overbook'))) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.overbook' });
  }
  // Staff see what was answered, and may know better.
  if (!isStaff && !wish.isQualified) demandQualified(questions, wish.answers ?? []);
  const contactName = await nameOfContact(trx, companyId, wish.contactId);
  const slot = held ? { ...wish.slot, resourceIds: held } : await placed(trx, actor, type, wish, now, agenda);
  if (!isStaff) await demandOffered(trx, companyId, held ? asHeld(type, slot) : type, slot, now, agenda);
  else if (!isOffline && overbookReason === '') await demandFree(trx, companyId, { type, slot, now }, agenda);

  const id = wish.id ?? newRowId();
  const appointment: Omit<Appointment, 'createdAt'> = {
    id,
    typeId: type.id,
    contactId: wish.contactId,
    conversationId: wish.conversationId ?? null,
    title: wish.title.trim() || contactName || type.name,
    status: !isStaff && type.settings.needsApproval ? 'requested' : 'scheduled',
    slot,
    place: wish.place,
    notes: wish.notes,
    answers: isStaff ? (wish.answers ?? []) : answersOf(questions, wish.answers ?? []),
    participants: wish.participants,
    source: wish.source,
    arrivedAt: null,
    cancelReason: '',
    overbookReason: '',
    conflict: null,
    sequence: 0,
    seriesId: wish.series?.id ?? null,
    seriesRule: wish.series?.rule ?? '',
    seriesStart: wish.series?.start ?? null,
    createdBy: actor.userId,
  };
  const booked = { ...appointment, createdAt: now };
  // Asked for again: it stands, whatever became of it since.
  if (!(await insertAppointment(trx, companyId, appointment))) return booked;
  await noteNews(trx, actor, { id, source: wish.source, before: null }, now);
  const way = { appointmentId: id, typeId: type.id, resourceIds: slot.resourceIds };
  // One that begins here nobody else can wait for: written before the resources are locked, for which others do. What was
  // brought along from another calendar was booked there.
  if (!wish.journey && wish.source !== 'external') {
    await noteBooked(trx, companyId, { ...way, journey: { id, source: wish.source } });
  }
  const owner = { appointmentId: id };
  const outcome = await takePlaces(trx, companyId, { slot, type, owner, overbook: overbookReason !== '', now });
  const isTaken = outcome === 'taken';
  const alternatives =
    isTaken && !isOneOfMany ? await alternativesTo(trx, companyId, { type, slot, now, isStaff }) : [];
  if (isTaken && !isOffline) {
    throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
  }
  // As where a time is held: the resources are locked before the way.
  if (wish.journey) await noteBooked(trx, companyId, { ...way, journey: wish.journey });
  if (isTaken) {
    const conflict = { at: now.getTime(), alternatives };
    await trx
      .updateTable('appointment')
      .set({ status: 'conflict', conflict: JSON.stringify(conflict) })
      .where('companyId', '=', companyId)
      .where('id', '=', id)
      .execute();
    return { ...booked, status: 'conflict', conflict };
  }
  if (outcome === 'overbooked') {
    await trx
      .updateTable('appointment')
      .set({ overbookReason })
      .where('companyId', '=', companyId)
      .where('id', '=', id)
      .execute();
  }
  afterCommit(trx, () => appointmentsBooked.inc({ source: wish.source }));
  return { ...booked, overbookReason: outcome === 'overbooked' ? overbookReason : '' };
}

async function nameOfContact(trx: Trx, companyId: string, contactId: string | null): Promise<string> {
  if (contactId === null) return '';
  const contact = await trx
    .selectFrom('contact')
    .select('name')
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!contact) throw new Refusal({ code: 'record.notFound', record: 'contact', id: contactId });
  return contact.name;
}

async function placed(trx: Trx, actor: Booker, type: AppointmentType, wish: BookingWish, now: Date, agenda: Agenda) {
  const { slot } = wish;
  if (slot.resourceIds.length > 0 || wish.unassigned) return slot;
  const resourceIds = await chooseResources(
    trx,
    actor.companyId,
    { type, slot, contactId: wish.contactId, now },
    agenda,
  );
  return { ...slot, resourceIds };
}

async function demandOffered(
  trx: Trx,
  companyId: string,
  type: AppointmentType,
  slot: AppointmentSlot,
  now: Date,
  agenda: Agenda,
) {
  const durationMinutes = (slot.to - slot.from) / 60_000;
  const offered = type.settings.durations.includes(durationMinutes)
    ? await freeTimes(
        trx,
        companyId,
        {
          type,
          durationMinutes,
          resourceIds: slot.resourceIds,
          from: slot.from,
          to: slot.from + 1,
          now,
        },
        agenda,
      )
    : [];
  const isOffered = offered.some(({ resourceIds }) => slot.resourceIds.every((id) => resourceIds.includes(id)));
  if (isOffered && slot.resourceIds.length > 0) return;
  const alternatives = await alternativesTo(trx, companyId, { type, slot, now, isStaff: false }, agenda);
  throw new Refusal({ code: 'appointment.notOffered', from: slot.from, alternatives });
}

async function demandFree(
  trx: Trx,
  companyId: string,
  { type, slot, now }: { type: AppointmentType; slot: AppointmentSlot; now: Date },
  agenda: Agenda & { occupied: Seen[] },
): Promise<void> {
  if (seemsFree({ slot, type }, agenda, agenda.occupied)) return;
  const alternatives = await alternativesTo(trx, companyId, { type, slot, now, isStaff: true }, agenda);
  throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
}

/**
 * Whoever kept a time in time has it, also where the notice passed while they filled in a form, or the type got other
 * lengths meanwhile.
 */
const asHeld = ({ settings, ...type }: AppointmentType, { from, to }: AppointmentSlot): AppointmentType => ({
  ...type,
  settings: { ...settings, noticeMinutes: 0, durations: [...settings.durations, (to - from) / 60_000] },
});

/**
 * What was kept is given back in the same transaction, in which nobody else can take it: the resources are locked before, as
 * by whoever takes or gives places.
 * @returns the resources that were kept for this very time; `null` where the hold was for another, or is over.
 */
async function endHold(
  trx: Trx,
  companyId: string,
  holdId: string,
  { typeId, slot, now }: { typeId: string; slot: AppointmentSlot; now: Date },
): Promise<string[] | null> {
  const hold = await trx
    .selectFrom('slotHold')
    .select(['typeId', 'startsAt', 'endsAt', 'resourceIds', 'expiresAt'])
    .where('companyId', '=', companyId)
    .where('id', '=', holdId)
    .executeTakeFirst();
  if (!hold) return null;
  await lockResources(trx, companyId, hold.resourceIds);
  const { numDeletedRows } = await trx
    .deleteFrom('slotHold')
    .where('companyId', '=', companyId)
    .where('id', '=', holdId)
    .executeTakeFirst();
  if (numDeletedRows === 0n || hold.expiresAt <= now || hold.typeId !== typeId) return null;
  const isSame = hold.startsAt.getTime() === slot.from && hold.endsAt.getTime() === slot.to;
  const isOfThem = slot.resourceIds.length === 0 || slot.resourceIds.every((id) => hold.resourceIds.includes(id));
  return isSame && isOfThem && hold.resourceIds.length > 0 ? hold.resourceIds : null;
}

async function bookedAs(trx: Trx, companyId: string, id: string): Promise<Appointment | null> {
  const row = await selectAppointments(trx, companyId).where('id', '=', id).executeTakeFirst();
  return row ? appointmentOf(row) : null;
}
