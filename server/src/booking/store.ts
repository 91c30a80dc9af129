/** Appointments, holds and the places that they take. */
import type { Busy } from '@balcao/calendar';
import { APPOINTMENT_STATUSES, type AppointmentSlot, type AppointmentStatus } from '@balcao/domain';
import { APPOINTMENT_SOURCES, type AppointmentRow, REPLICAS, recencyOf } from '@balcao/replica';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

export type Appointment = {
  id: string;
  typeId: string;
  contactId: string | null;
  conversationId: string | null;
  title: string;
  status: AppointmentStatus;
  slot: AppointmentSlot;
  place: AppointmentRow['place'];
  notes: string;
  participants: AppointmentRow['participants'];
  source: (typeof APPOINTMENT_SOURCES)[number];
  arrivedAt: Date | null;
  cancelReason: string;
  overbookReason: string;
  conflict: AppointmentRow['conflict'];
  sequence: number;
  /** One of several by a rule; each is an appointment of its own (BOOK-09). */
  seriesId: string | null;
  /** RFC 5545, without the property's name. */
  seriesRule: string;
  /** What the rule gave it, whatever became of it since. */
  seriesStart: Date | null;
  createdBy: string | null;
  createdAt: Date;
};

const status = z.enum(APPOINTMENT_STATUSES);
const source = z.enum(APPOINTMENT_SOURCES);
const { place, participants, conflict } = REPLICAS.appointments.fields;

export const selectAppointments = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('appointment')
    .select([
      'id',
      'typeId',
      'contactId',
      'conversationId',
      'title',
      'status',
      'startsAt',
      'endsAt',
      'zone',
      'resourceIds',
      'place',
      'notes',
      'participants',
      'source',
      'arrivedAt',
      'cancelReason',
      'overbookReason',
      'conflict',
      'sequence',
      'seriesId',
      'seriesRule',
      'seriesStart',
      'createdBy',
      'createdAt',
    ])
    .where('companyId', '=', companyId);

type Record = Awaited<ReturnType<ReturnType<typeof selectAppointments>['executeTakeFirstOrThrow']>>;

export function appointmentOf({ startsAt, endsAt, zone, resourceIds, ...row }: Record): Appointment {
  return {
    ...row,
    status: status.parse(row.status),
    source: source.parse(row.source),
    slot: { from: startsAt.getTime(), to: endsAt.getTime(), zone, resourceIds },
    place: place.schema.parse(row.place),
    participants: participants.schema.parse(row.participants),
    conflict: conflict.schema.parse(row.conflict),
  };
}

export function appointmentRow(appointment: Appointment): AppointmentRow {
  const { contactId, conversationId, createdBy, arrivedAt, createdAt, seriesId, seriesStart, ...same } = appointment;
  return {
    ...same,
    contactId: contactId ?? '',
    conversationId: conversationId ?? '',
    createdBy: createdBy ?? '',
    seriesId: seriesId ?? '',
    seriesStart: seriesStart?.getTime() ?? null,
    arrivedAt: arrivedAt?.getTime() ?? null,
    createdAt: createdAt.getTime(),
    recency: recencyOf(same.slot.from),
  };
}

/** Locked for the transaction. */
export async function lockAppointment(trx: Trx, companyId: string, id: string): Promise<Appointment | null> {
  const row = await selectAppointments(trx, companyId).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return row ? appointmentOf(row) : null;
}

const columns = ({
  slot,
  place: at,
  participants: who,
  conflict: against,
  ...same
}: Omit<Appointment, 'createdAt'>) => ({
  ...same,
  startsAt: new Date(slot.from),
  endsAt: new Date(slot.to),
  zone: slot.zone,
  resourceIds: slot.resourceIds,
  place: at && JSON.stringify(at),
  participants: JSON.stringify(who),
  conflict: against && JSON.stringify(against),
});

/** @returns false where that id is taken: it was booked before. */
export async function insertAppointment(
  trx: Trx,
  companyId: string,
  appointment: Omit<Appointment, 'createdAt'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('appointment')
    .values({ companyId, ...columns(appointment) })
    .onConflict((on) => on.constraint('appointment_key').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function updateAppointment(trx: Trx, companyId: string, appointment: Appointment): Promise<void> {
  const { id, createdAt: _stays, ...rest } = appointment;
  const { id: _same, ...set } = columns({ id, ...rest });
  await trx.updateTable('appointment').set(set).where('companyId', '=', companyId).where('id', '=', id).execute();
}

/**
 * Whoever takes or gives places of resources locks them first, in one order: two that want the same two resources wait for
 * each other, and never in a circle (measured in foundations.md, 3).
 * @returns those that are there and may be booked.
 */
export async function lockResources(trx: Trx, companyId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('resource')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', 'in', [...ids])
    .where('removedAt', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export type Occupied = Busy & { id: string; seat: number; overbooked: boolean };

/** What takes places of the resources between the two times, holds that are over left out. */
export async function occupiedBetween(
  trx: Trx,
  companyId: string,
  { resourceIds, from, to, now, except }: Between,
): Promise<Occupied[]> {
  if (resourceIds.length === 0) return [];
  const rows = await trx
    .selectFrom('occupancy')
    .select(['id', 'resourceId', 'seat', 'startsAt', 'endsAt', 'bufferBefore', 'bufferAfter', 'overbooked'])
    .where('companyId', '=', companyId)
    .where('resourceId', 'in', [...resourceIds])
    .where('startsAt', '<', new Date(to))
    // Nothing is longer than a week (domain, booking/slot.ts): the index has an end on both sides.
    .where('startsAt', '>', new Date(from - LONGEST_MS))
    .where('endsAt', '>', new Date(from))
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .$if(except !== undefined, (query) =>
      query.where((eb) => eb.or([eb('appointmentId', 'is', null), eb('appointmentId', '<>', except ?? '')])),
    )
    .execute();
  return rows.map(({ startsAt, endsAt, bufferBefore, bufferAfter, ...row }) => ({
    ...row,
    from: startsAt.getTime(),
    to: endsAt.getTime(),
    bufferBeforeMinutes: bufferBefore,
    bufferAfterMinutes: bufferAfter,
  }));
}
type Between = { resourceIds: readonly string[]; from: number; to: number; now: Date; except?: string };
const LONGEST_MS = 7 * 86_400_000;

export type Owner = { appointmentId: string } | { holdId: string; expiresAt: Date };

export async function occupy(
  trx: Trx,
  companyId: string,
  owner: Owner,
  { resourceId, from, to, seat, overbooked, bufferBeforeMinutes, bufferAfterMinutes }: Omit<Occupied, 'id'>,
): Promise<void> {
  await trx
    .insertInto('occupancy')
    .values({
      companyId,
      resourceId,
      seat,
      startsAt: new Date(from),
      endsAt: new Date(to),
      bufferBefore: bufferBeforeMinutes,
      bufferAfter: bufferAfterMinutes,
      overbooked,
      ...owner,
    })
    .execute();
}

/** The constraint is looked at when all sit: two may change seats with each other. */
export async function changeSeats(trx: Trx, companyId: string, moved: ReadonlyMap<string, number>): Promise<void> {
  if (moved.size === 0) return;
  await sql`set constraints occupancy_free deferred`.execute(trx);
  for (const [id, seat] of moved) {
    await trx.updateTable('occupancy').set({ seat }).where('companyId', '=', companyId).where('id', '=', id).execute();
  }
  await sql`set constraints occupancy_free immediate`.execute(trx);
}

export async function giveBack(trx: Trx, companyId: string, appointmentId: string): Promise<void> {
  await trx
    .deleteFrom('occupancy')
    .where('companyId', '=', companyId)
    .where('appointmentId', '=', appointmentId)
    .execute();
}

/** Holds that are over, whoever made them. */
export async function endExpiredHolds(trx: Trx, companyId: string, now: Date): Promise<void> {
  await sql`
    delete from slot_hold where company_id = ${companyId} and id in (
      select id from slot_hold where company_id = ${companyId} and expires_at <= ${now} order by id for update skip locked)`.execute(
    trx,
  );
}

export async function countFuture(trx: Trx, companyId: string, resourceId: string, now: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('occupancy')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('companyId', '=', companyId)
    .where('resourceId', '=', resourceId)
    .where('appointmentId', 'is not', null)
    .where('endsAt', '>', now)
    .executeTakeFirstOrThrow();
  return Number(count);
}
