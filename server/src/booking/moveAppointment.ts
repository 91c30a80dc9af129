import {
  type AppointmentSlot,
  arrivalAfterMove,
  demandSlot,
  may,
  occupies,
  Refusal,
  statusAfter,
} from '@balcao/domain';
import { afterCommit, type Trx } from '../db/index.ts';
import { appointmentReschedules } from '../metrics.ts';
import type { Booker } from './booker.ts';
import { alternativesTo, freeTimes } from './freeTimes.ts';
import { noteNews } from './noteNews.ts';
import { type AppointmentType, typeById } from './settingsStore.ts';
import { type Appointment, giveBack, lockAppointment, lockResources, updateAppointment } from './store.ts';
import { takePlaces } from './takePlaces.ts';

export type MoveWish = { id: string; slot: AppointmentSlot; overbookReason?: string };

/**
 * Another time, other resources, or both. One in conflict is settled by it; one that was confirmed is to be confirmed
 * again, since the contact said yes to another time.
 *
 * @param onlyOffered for everybody but staff: only to what the engine offers.
 * @param isOneOfMany of a file of thousands: no other times are looked for.
 * @throws Refusal `appointment.taken` with alternatives (it stays where it was), `appointment.impossibleMove`,
 * `appointment.notOffered`, `appointment.badTime`, `record.notFound`, `auth.notPermitted`
 */
export async function moveAppointment(
  trx: Trx,
  actor: Booker,
  wish: MoveWish,
  { now, onlyOffered = false, isOneOfMany = false }: { now: Date; onlyOffered?: boolean; isOneOfMany?: boolean },
): Promise<Appointment> {
  const { companyId } = actor;
  const { slot } = wish;
  demandSlot(slot);
  const overbookReason = (wish.overbookReason ?? '').trim();
  if (overbookReason !== '' && !may(actor.role, 'agenda.overbook')) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'agenda.overbook' });
  }
  const before = await lockAppointment(trx, companyId, wish.id);
  if (!before) throw new Refusal({ code: 'record.notFound', record: 'appointment', id: wish.id });
  const status = statusOnMove(before);
  const type = await typeEvenRemoved(trx, companyId, before.typeId);
  // Those that it leaves and those that it comes to, in one order.
  await lockResources(trx, companyId, [...new Set([...before.slot.resourceIds, ...slot.resourceIds])]);
  if (onlyOffered) await demandOffered(trx, companyId, type, slot, now, before.id);
  await giveBack(trx, companyId, before.id);
  return takeAnotherPlace(trx, actor, {
    before,
    slot,
    status,
    type,
    overbookReason,
    now,
    isStaff: !onlyOffered,
    isOneOfMany,
  });
}

type Move = {
  /** Locked; it has given its place back, and the resources are locked. */
  before: Appointment;
  slot: AppointmentSlot;
  status: Appointment['status'];
  type: AppointmentType;
  overbookReason: string;
  now: Date;
  isStaff: boolean;
  isOneOfMany?: boolean;
};

/** @throws Refusal `appointment.taken` with alternatives */
export async function takeAnotherPlace(trx: Trx, actor: Booker, move: Move): Promise<Appointment> {
  const { companyId } = actor;
  const { before, slot, status, type, overbookReason, now, isStaff, isOneOfMany } = move;
  const { id } = before;
  const overbook = overbookReason !== '';
  const outcome = await takePlaces(trx, companyId, { slot, type, owner: { appointmentId: id }, overbook, now });
  if (outcome === 'taken') {
    const wanted = { type, slot, now, except: id, isStaff };
    const alternatives = isOneOfMany ? [] : await alternativesTo(trx, companyId, wanted);
    throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
  }
  const arrivedAt = arrivalAfterMove(before.arrivedAt?.getTime() ?? null, slot);
  const after: Appointment = {
    ...before,
    slot,
    status,
    arrivedAt: arrivedAt === null ? null : new Date(arrivedAt),
    conflict: null,
    overbookReason: outcome === 'overbooked' ? overbookReason : '',
    sequence: before.sequence + 1,
  };
  await updateAppointment(trx, companyId, after);
  await noteNews(trx, actor, { id: before.id, source: before.source, before }, now);
  afterCommit(trx, () => appointmentReschedules.inc());
  return after;
}

/** @throws Refusal `appointment.impossibleMove` of one that is over. */
export function statusOnMove({ status }: Appointment): Appointment['status'] {
  if (status === 'conflict') return statusAfter(status, 'settle');
  if (status === 'cancelled' || status === 'completed' || status === 'no_show') {
    throw new Refusal({ code: 'appointment.impossibleMove', from: status, move: 'move' });
  }
  return status === 'confirmed' ? 'scheduled' : status;
}

/** Puts an appointment that takes no place back to its own time: an undone cancellation, a conflict overbooked knowingly. */
export async function takeOwnPlace(
  trx: Trx,
  companyId: string,
  appointment: Appointment,
  { overbook, now }: { overbook: boolean; now: Date },
): Promise<'free' | 'overbooked'> {
  if (!occupies(appointment.status)) await giveBack(trx, companyId, appointment.id);
  const type = await typeEvenRemoved(trx, companyId, appointment.typeId);
  const { slot } = appointment;
  const owner = { appointmentId: appointment.id };
  const outcome = await takePlaces(trx, companyId, { slot, type, owner, overbook, now });
  if (outcome !== 'taken') return outcome;
  const alternatives = await alternativesTo(trx, companyId, { type, slot, now, except: appointment.id, isStaff: true });
  throw new Refusal({ code: 'appointment.taken', from: slot.from, to: slot.to, alternatives });
}

export async function typeEvenRemoved(trx: Trx, companyId: string, id: string): Promise<AppointmentType> {
  const type = await typeById(trx, companyId, id, { evenRemoved: true });
  if (!type) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id });
  return type;
}

async function demandOffered(
  trx: Trx,
  companyId: string,
  type: AppointmentType,
  slot: AppointmentSlot,
  now: Date,
  except: string,
): Promise<void> {
  const durationMinutes = (slot.to - slot.from) / 60_000;
  const at = { type, durationMinutes, resourceIds: slot.resourceIds, from: slot.from, to: slot.from + 1, now, except };
  const offered = await freeTimes(trx, companyId, at);
  if (offered.some(({ resourceIds }) => slot.resourceIds.every((id) => resourceIds.includes(id)))) return;
  const alternatives = await alternativesTo(trx, companyId, { type, slot, now, except, isStaff: false });
  throw new Refusal({ code: 'appointment.notOffered', from: slot.from, alternatives });
}
