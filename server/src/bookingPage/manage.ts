import { occupies, Refusal, selfServiceUntil } from '@balcao/domain';
import { sql } from 'kysely';
import {
  type Appointment,
  type AppointmentType,
  appointmentOf,
  changeStatus,
  freeTimes,
  moveAppointment,
  outsider,
  selectAppointments,
  typeById,
} from '../booking/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { type Journey, journeyOf, noteMoved } from '../funnel/index.ts';
import { companyOf } from './about.ts';
import { type BookedFace, bookedFace } from './bookedFace.ts';
import { idIn, isOurs } from './linkToken.ts';

/** An appointment as its link opens it, in the transaction in which it is so. */
export type Linked = { companyId: string; appointment: Appointment; type: AppointmentType };

/** Who had an appointment may look for so long how it was; then the link leads nowhere. */
const LOOKED_AT_MS = 30 * 86_400_000;

/** @throws Refusal `record.notFound` for what we never made, and for what is long over */
export async function onLink<Result>(
  { database, secret }: { database: Database; secret: Uint8Array },
  token: string,
  work: (trx: Trx, linked: Linked) => Promise<Result>,
  options: { readOnly?: boolean } = {},
): Promise<Result> {
  const nowhere = new Refusal({ code: 'record.notFound', record: 'bookingLink', id: 'link' });
  const id = idIn(token);
  if (!id) throw nowhere;
  const { rows } = await sql<{ companyId: string }>`
    select companies_of_appointment as company_id from companies_of_appointment(${id})`.execute(database.kysely);
  const companyId = rows.find((each) =>
    isOurs(secret, 'booking link', token, { companyId: each.companyId, id }),
  )?.companyId;
  if (!companyId) throw nowhere;
  return inCompany(
    database,
    companyId,
    async (trx) => {
      const row = await selectAppointments(trx, companyId).where('id', '=', id).executeTakeFirst();
      const appointment = row && appointmentOf(row);
      const type = appointment && (await typeById(trx, companyId, appointment.typeId, { evenRemoved: true }));
      if (!type || appointment.slot.to + LOOKED_AT_MS < Date.now()) throw nowhere;
      return work(trx, { companyId, appointment, type });
    },
    options,
  );
}

export type ManagedFace = {
  company: { name: string; zone: string; language: string };
  again: string | null;
  typeName: string;
  horizonDays: number;
  booked: BookedFace;
  until: number | null;
};

export async function managedFace(
  trx: Trx,
  secret: Uint8Array,
  { companyId, appointment, type }: Linked,
): Promise<ManagedFace> {
  const { domain, name, zone, language } = await companyOf(trx, companyId);
  const slug = type.active ? type.settings.page?.slug : undefined;
  return {
    company: { name, zone, language },
    again: slug === undefined ? null : `/agendar/${domain}/${slug}`,
    typeName: type.name,
    horizonDays: type.settings.horizonDays,
    booked: bookedFace(secret, companyId, appointment),
    until: mayChangeUntil(appointment, type),
  };
}

const mayChangeUntil = ({ status, slot }: Appointment, type: AppointmentType): number | null =>
  selfServiceUntil({ status, from: slot.from }, type.settings, Date.now());

function demandTime({ appointment, type }: Linked): void {
  if (mayChangeUntil(appointment, type) !== null) return;
  const { cancelDeadlineMinutes: deadlineMinutes } = type.settings;
  throw new Refusal({ code: 'appointment.tooLateToCancel', deadlineMinutes });
}

/** Within the type's deadline; what is cancelled already stays so. @throws Refusal `appointment.tooLateToCancel` */
export async function cancelByLink(trx: Trx, linked: Linked, reason: string): Promise<Linked> {
  const { companyId, appointment } = linked;
  if (appointment.status === 'cancelled') return linked;
  demandTime(linked);
  const cancelled = await changeStatus(
    trx,
    outsider(companyId),
    { id: appointment.id, move: 'cancel', reason },
    new Date(),
  );
  return { ...linked, appointment: cancelled };
}

/** What somebody does by one link in one visit. */
export const linkJourney = ({ companyId, appointment }: Linked, visit: string): Journey =>
  journeyOf(companyId, 'link', appointment.id, visit);

/**
 * To another of the free times: with the same people where they are free, else with whoever is.
 * @throws Refusal `appointment.taken`, `appointment.notOffered` with alternatives, `appointment.tooLateToCancel`
 */
export async function moveByLink(
  trx: Trx,
  linked: Linked,
  { from, visit }: { from: number; visit?: string | undefined },
  now: Date,
): Promise<Linked> {
  const { companyId, appointment, type } = linked;
  const { slot, id } = appointment;
  if (slot.from === from && occupies(appointment.status)) return linked;
  demandTime(linked);
  const to = from + slot.to - slot.from;
  const durationMinutes = (to - from) / 60_000;
  const [free] = await freeTimes(trx, companyId, { type, durationMinutes, from, to: from + 1, now, except: id });
  const same = free && slot.resourceIds.length > 0 && slot.resourceIds.every((each) => free.resourceIds.includes(each));
  const others = type.settings.serving === 'together' ? free?.resourceIds : free?.resourceIds.slice(0, 1);
  const resourceIds = same || !others ? slot.resourceIds : others;
  const wish = { id, slot: { from, to, zone: slot.zone, resourceIds } };
  const moved = await moveAppointment(trx, outsider(companyId), wish, { now, onlyOffered: true });
  const journey = linkJourney(linked, visit ?? `change ${moved.sequence}`);
  await noteMoved(trx, companyId, {
    journey,
    appointmentId: id,
    typeId: type.id,
    resourceIds: moved.slot.resourceIds,
    before: slot.resourceIds,
  });
  return { ...linked, appointment: moved };
}
