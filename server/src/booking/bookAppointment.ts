import { type AppointmentSlot, demandSlot, may, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { afterCommit, type Trx } from '../db/index.ts';
import { appointmentsBooked } from '../metrics.ts';
import type { Booker } from './booker.ts';
import { chooseResources } from './chooseResources.ts';
import { alternativesTo, freeTimes } from './freeTimes.ts';
import { noteNews } from './noteNews.ts';
import { type AppointmentType, typeById } from './settingsStore.ts';
import { type Appointment, appointmentOf, insertAppointment, selectAppointments } from './store.ts';
import { takePlaces } from './takePlaces.ts';

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
};

export type Series = { id: string; rule: string; start: Date };

/**
 * Books (BOOK-08). Staff may book outside opening times, and over others knowingly; everybody else only what the engine
 * offers. Written without a connection and taken meanwhile, it is kept as `conflict` for somebody to decide (BOOK-13).
 *
 * @throws Refusal `appointment.taken` and `appointment.notOffered` with alternatives, `appointment.badTime`,
 * `calendar.badZone`, `record.notFound`, `auth.notPermitted`
 */
export async function bookAppointment(
  trx: Trx,
  actor: Booker,
  wish: BookingWish,
  { now, isOffline = false }: { now: Date; isOffline?: boolean },
): Promise<Appointment> {
  const { companyId } = actor;
  demandSlot(wish.slot);
  const type = await typeById(trx, companyId, wish.typeId);
  if (!type) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: wish.typeId });
  const overbookReason = (wish.overbookReason ?? '').trim();
  // What somebody brings along in a file they have promised already.
  const isStaff = wish.source === 'console' || wish.source === 'external';
  if (overbookReason !== '' && !(isStaff && may(actor.role, 'agenda.overbook'))) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.overbook' });
  }
  const standing = wish.id === undefined ? null : await bookedAs(trx, companyId, wish.id);
  if (standing) return standing;
  const contactName = await nameOfContact(trx, companyId, wish.contactId);
  const held = wish.holdId ? await endHold(trx, companyId, wish.holdId, { type, slot: wish.slot, now }) : null;
  const slot = held ? { ...wish.slot, resourceIds: held } : await placed(trx, actor, type, wish, now);
  if (!isStaff) await demandOffered(trx, companyId, held ? withoutNotice(type) : type, slot, now);

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
  const owner = { appointmentId: id };
  const outcome = await takePlaces(trx, companyId, { slot, type, owner, overbook: overbookReason !== '', now });
  if (outcome === 'taken') {
    const alternatives = await alternativesTo(trx, companyId, { type, slot, now, isStaff });
    if (!isOffline) throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
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

async function placed(trx: Trx, actor: Booker, type: AppointmentType, wish: BookingWish, now: Date) {
  const { slot } = wish;
  if (slot.resourceIds.length > 0 || wish.unassigned) return slot;
  const resourceIds = await chooseResources(trx, actor.companyId, { type, slot, contactId: wish.contactId, now });
  return { ...slot, resourceIds };
}

async function demandOffered(trx: Trx, companyId: string, type: AppointmentType, slot: AppointmentSlot, now: Date) {
  const durationMinutes = (slot.to - slot.from) / 60_000;
  const offered = type.settings.durations.includes(durationMinutes)
    ? await freeTimes(trx, companyId, {
        type,
        durationMinutes,
        resourceIds: slot.resourceIds,
        from: slot.from,
        to: slot.from + 1,
        now,
      })
    : [];
  const isOffered = offered.some(({ resourceIds }) => slot.resourceIds.every((id) => resourceIds.includes(id)));
  if (isOffered && slot.resourceIds.length > 0) return;
  const alternatives = await alternativesTo(trx, companyId, { type, slot, now, isStaff: false });
  throw new Refusal({ code: 'appointment.notOffered', from: slot.from, alternatives });
}

/** Whoever kept a time in time has it, also where the notice passed while they filled in a form. */
const withoutNotice = (type: AppointmentType): AppointmentType => ({
  ...type,
  settings: { ...type.settings, noticeMinutes: 0 },
});

/**
 * What was kept is given back in the same transaction, in which nobody else can take it: the resources are locked next.
 * @returns the resources that were kept for this very time; `null` where the hold was for another, or is over.
 */
async function endHold(
  trx: Trx,
  companyId: string,
  holdId: string,
  { type, slot, now }: { type: AppointmentType; slot: AppointmentSlot; now: Date },
): Promise<string[] | null> {
  const hold = await trx
    .deleteFrom('slotHold')
    .where('companyId', '=', companyId)
    .where('id', '=', holdId)
    .returning(['typeId', 'startsAt', 'endsAt', 'resourceIds', 'expiresAt'])
    .executeTakeFirst();
  if (!hold || hold.expiresAt <= now || hold.typeId !== type.id) return null;
  const isSame = hold.startsAt.getTime() === slot.from && hold.endsAt.getTime() === slot.to;
  const isOfThem = slot.resourceIds.length === 0 || slot.resourceIds.every((id) => hold.resourceIds.includes(id));
  return isSame && isOfThem && hold.resourceIds.length > 0 ? hold.resourceIds : null;
}

async function bookedAs(trx: Trx, companyId: string, id: string): Promise<Appointment | null> {
  const row = await selectAppointments(trx, companyId).where('id', '=', id).executeTakeFirst();
  return row ? appointmentOf(row) : null;
}
