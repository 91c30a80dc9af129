/** Appointments, holds and the places that they take. */
import type { Busy } from '@balcao/calendar';
import { APPOINTMENT_STATUSES, type AppointmentSlot, type AppointmentStatus } from '@balcao/domain';
import { APPOINTMENT_SOURCES, type AppointmentRow, REPLICAS, recencyOf } from '@balcao/replica';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { numberSeen } from './numberSeen.ts';

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
  /** To the questions of its type, as they were asked then. */
  answers: AppointmentRow['answers'];
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
const { place, participants, conflict, answers } = REPLICAS.appointments.fields;

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
      'answers',
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
    answers: answers.schema.parse(row.answers),
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
  answers: answered,
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
  answers: JSON.stringify(answered),
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

/** `expiresAt`: of a hold, when it is over. */
export type Occupied = Busy & { id: string; seat: number; overbooked: boolean; expiresAt: Date | null };

/** What takes places of the resources between the two times, holds that are over left out. */
export async function occupiedBetween(
  trx: Trx,
  companyId: string,
  { resourceIds, from, to, now, except }: Between,
): Promise<Occupied[]> {
  if (resourceIds.length === 0) return [];
  const rows = await trx
    .selectFrom('occupancy')
    .select([
      'id',
      'resourceId',
      'seat',
      'startsAt',
      'endsAt',
      'bufferBefore',
      'bufferAfter',
      'overbooked',
      'capacity',
      'expiresAt',
    ])
    .where('companyId', '=', companyId)
    .where(sql<boolean>`resource_id = any(${[...resourceIds]}::uuid[])`)
    .where('startsAt', '<', new Date(to))
    // Nothing is longer than a week (domain, booking/slot.ts): the index has an end on both sides.
    .where('startsAt', '>', new Date(from - LONGEST_MS))
    .where('endsAt', '>', new Date(from))
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]))
    .$if(except !== undefined, (query) =>
      query.where((eb) => eb.or([eb('appointmentId', 'is', null), eb('appointmentId', '<>', except ?? '')])),
    )
    .execute();
  return rows.map(occupiedOf);
}
/**
 * What stands against a time by its own length and buffers, and the numbers of the agenda as they were at that very moment:
 * in one round, and of one snapshot.
 */
export async function occupiedWithVersions(
  trx: Trx,
  companyId: string,
  { resourceIds, from, to, now }: Omit<Between, 'except'>,
): Promise<{ occupied: Seen[]; versions: ReadonlyMap<string, number> }> {
  const { rows } = await sql<{ versions: { [ofId: string]: number }; occupied: Seen[] }>`
    select
      (select coalesce(json_object_agg(of_id, ${numberSeen}), '{}') from agenda_version where company_id = ${companyId}) as versions,
      (select coalesce(json_agg(json_build_object('id', id, 'resourceId', resource_id, 'seat', seat,
          'from', (extract(epoch from starts_at) * 1000)::bigint, 'to', (extract(epoch from ends_at) * 1000)::bigint,
          'bufferBeforeMinutes', buffer_before, 'bufferAfterMinutes', buffer_after, 'capacity', capacity)), '[]')
        from occupancy where company_id = ${companyId} and resource_id = any(${[...resourceIds]}::uuid[])
          and starts_at < ${new Date(to + DAY_MS)} and starts_at > ${new Date(from - DAY_MS - LONGEST_MS)}
          and starts_at - make_interval(mins => buffer_before) < ${new Date(to)}
          and ends_at + make_interval(mins => buffer_after) > ${new Date(from)}
          and (expires_at is null or expires_at > ${now})) as occupied`.execute(trx);
  const { versions, occupied } = rows[0] ?? { versions: {}, occupied: [] };
  return { occupied, versions: new Map(Object.entries(versions)) };
}
/** What decides whether there is a place. */
export type Seen = Busy & { id: string; seat: number };

type Between = { resourceIds: readonly string[]; from: number; to: number; now: Date; except?: string };
const DAY_MS = 86_400_000;
const LONGEST_MS = 7 * DAY_MS;

type OccupancyRecord = {
  id: string;
  resourceId: string;
  seat: number;
  startsAt: Date;
  endsAt: Date;
  bufferBefore: number;
  bufferAfter: number;
  overbooked: boolean;
  capacity: number;
  expiresAt: Date | null;
};
const occupiedOf = ({ startsAt, endsAt, bufferBefore, bufferAfter, ...row }: OccupancyRecord): Occupied => ({
  ...row,
  from: startsAt.getTime(),
  to: endsAt.getTime(),
  bufferBeforeMinutes: bufferBefore,
  bufferAfterMinutes: bufferAfter,
});

/**
 * Locks resources as `lockResources` does, ends what was held of them and is over, and reads what takes their places then:
 * in one round, since everybody else waits for it.
 * @returns of each resource that is there and may be booked, by its id.
 */
export async function occupiedUnderLock(
  trx: Trx,
  companyId: string,
  { resourceIds, from, to, now }: Omit<Between, 'except'>,
): Promise<Map<string, Occupied[]>> {
  const { rows } = await sql<Free | OccupancyRecord>`
    select * from occupied_under_lock(
      ${companyId}::uuid, ${[...resourceIds]}::uuid[], ${new Date(from)}, ${new Date(to)}, ${now})`.execute(trx);
  const of = new Map<string, Occupied[]>();
  for (const row of rows) {
    const own = of.get(row.resourceId) ?? [];
    of.set(row.resourceId, own);
    if (row.id !== null) own.push(occupiedOf(row));
  }
  return of;
}
type Free = { id: null; resourceId: string };

export type Owner = { appointmentId: string } | { holdId: string; expiresAt: Date };
export type Seats = {
  from: number;
  to: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** As the type says. */
  capacity: number;
  places: readonly { resourceId: string; seat: number; overbooked: boolean }[];
};

/**
 * Locks the resources and takes them for one alone, as most types do: in one round, so that whoever waits waits for little.
 * @returns false: a place is taken; null: a resource is not there. Nothing was written then.
 */
export async function takeAlone(
  trx: Trx,
  companyId: string,
  owner: Owner,
  wanted: Omit<Seats, 'places' | 'capacity'> & { resourceIds: readonly string[]; now: Date },
): Promise<boolean | null> {
  const { rows } = await sql<{ taken: boolean | null }>`
    select take_alone(
      ${companyId}::uuid, ${ownerOf(owner)}, ${[...wanted.resourceIds]}::uuid[],
      ${new Date(wanted.from)}::timestamptz, ${new Date(wanted.to)}::timestamptz,
      ${wanted.bufferBeforeMinutes}::int, ${wanted.bufferAfterMinutes}::int, ${wanted.now}::timestamptz) as taken`.execute(
    trx,
  );
  return rows[0]?.taken ?? null;
}

/** Appointment, hold, and when that one is over. */
function ownerOf(owner: Owner) {
  const held = 'holdId' in owner ? owner : null;
  const appointmentId = 'appointmentId' in owner ? owner.appointmentId : null;
  return sql`${appointmentId}::uuid, ${held?.holdId ?? null}::uuid, ${held?.expiresAt ?? null}::timestamptz`;
}

/** Seats one appointment or hold on its resources. @returns false: a seat is taken, and nothing was written. */
export async function takeSeats(trx: Trx, companyId: string, owner: Owner, seats: Seats): Promise<boolean> {
  const { from, to, places } = seats;
  const { rows } = await sql<{ taken: boolean }>`
    select take_seats(
      ${companyId}::uuid, ${ownerOf(owner)},
      ${places.map(({ resourceId }) => resourceId)}::uuid[], ${places.map(({ seat }) => seat)}::smallint[],
      ${places.map(({ overbooked }) => overbooked)}::boolean[], ${new Date(from)}::timestamptz, ${new Date(to)}::timestamptz,
      ${seats.bufferBeforeMinutes}::int, ${seats.bufferAfterMinutes}::int, ${seats.capacity}::smallint) as taken`.execute(
    trx,
  );
  return rows[0]?.taken ?? false;
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

/**
 * Forgets holds that have long been over, whoever made them: what they took of a resource went when somebody else took it.
 * Not at once: a row that another transaction is about to end would be waited for.
 */
export async function forgetHolds(trx: Trx, companyId: string, before: Date): Promise<void> {
  await sql`
    delete from slot_hold where company_id = ${companyId} and id in (
      select id from slot_hold where company_id = ${companyId} and expires_at <= ${before} order by id for update skip locked)`.execute(
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
