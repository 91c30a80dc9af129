/** What booking is set up with: types, resources, hours and places. */
import {
  type AppointmentTypeSettings,
  type AppointmentTypeWish,
  type AvailabilityWish,
  appointmentTypeSettings,
  availabilityRule,
  type PlaceWish,
  placeWish,
  type ResourceSettings,
  type ResourceWish,
  resourceSettings,
} from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type AppointmentType = { id: string; name: string; active: boolean; settings: AppointmentTypeSettings };
export type ResourceRecord = {
  id: string;
  name: string;
  active: boolean;
  userId: string | null;
  settings: ResourceSettings;
};
export type AvailabilityRecord = AvailabilityWish & { id: string };
export type PlaceRecord = PlaceWish & { id: string };

export async function typesOf(trx: Trx, companyId: string): Promise<AppointmentType[]> {
  const rows = await trx
    .selectFrom('appointmentType')
    .select(['id', 'name', 'active', 'settings'])
    .where('companyId', '=', companyId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, settings: appointmentTypeSettings.parse(row.settings) }));
}

/** Of those named, the first that never was a type here; one that was removed was one. */
export async function strangerOfTypes(trx: Trx, companyId: string, ids: readonly string[]): Promise<string | null> {
  if (ids.length === 0) return null;
  const rows = await trx
    .selectFrom('appointmentType')
    .select('id')
    .where('companyId', '=', companyId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  const known = new Set(rows.map(({ id }) => id));
  return ids.find((id) => !known.has(id.toLowerCase())) ?? null;
}

export async function typeById(
  trx: Trx,
  companyId: string,
  id: string,
  { evenRemoved = false }: { evenRemoved?: boolean } = {},
): Promise<AppointmentType | null> {
  const row = await trx
    .selectFrom('appointmentType')
    .select(['id', 'name', 'active', 'settings'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .$if(!evenRemoved, (query) => query.where('removedAt', 'is', null))
    .executeTakeFirst();
  return row ? { ...row, settings: appointmentTypeSettings.parse(row.settings) } : null;
}

export async function saveTypeRow(trx: Trx, companyId: string, id: string, wish: AppointmentTypeWish): Promise<void> {
  const { name, active } = wish;
  const settings = JSON.stringify(wish.settings);
  await trx
    .insertInto('appointmentType')
    .values((eb) => ({
      companyId,
      id,
      name,
      active,
      settings,
      position: eb
        .selectFrom('appointmentType')
        .select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
        .where('companyId', '=', companyId),
    }))
    .onConflict((on) => on.constraint('appointment_type_key').doUpdateSet({ name, active, settings }))
    .execute();
}

export async function resourcesOf(trx: Trx, companyId: string): Promise<ResourceRecord[]> {
  const rows = await trx
    .selectFrom('resource')
    .select(['id', 'name', 'active', 'userId', 'settings'])
    .where('companyId', '=', companyId)
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, settings: resourceSettings.parse(row.settings) }));
}

export async function saveResourceRow(trx: Trx, companyId: string, id: string, wish: ResourceWish): Promise<void> {
  const { name, active, userId } = wish;
  const settings = JSON.stringify(wish.settings);
  await trx
    .insertInto('resource')
    .values((eb) => ({
      companyId,
      id,
      name,
      active,
      userId,
      settings,
      position: eb
        .selectFrom('resource')
        .select(sql<number>`coalesce(max(position) + 1, 0)`.as('next'))
        .where('companyId', '=', companyId),
    }))
    .onConflict((on) => on.constraint('resource_key').doUpdateSet({ name, active, userId, settings }))
    .execute();
}

/** Their appointments keep their name. */
export async function markRemoved(
  trx: Trx,
  table: 'appointmentType' | 'resource',
  companyId: string,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable(table)
    .set({ removedAt: sql<Date>`now()`, active: false })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function isNameTaken(
  trx: Trx,
  table: 'appointmentType' | 'resource' | 'bookingPlace',
  companyId: string,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom(table)
    .select('id')
    .where('companyId', '=', companyId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .where('id', '<>', id)
    .$if(table !== 'bookingPlace', (query) => query.where(sql<boolean>`removed_at is null`))
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether another type has its public page at that address. */
export async function isSlugTaken(
  trx: Trx,
  companyId: string,
  { id, slug }: { id: string; slug: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom('appointmentType')
    .select('id')
    .where('companyId', '=', companyId)
    .where(sql<boolean>`settings #>> '{page,slug}' = ${slug}`)
    .where('id', '<>', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function rulesOf(trx: Trx, companyId: string): Promise<AvailabilityRecord[]> {
  const rows = await trx
    .selectFrom('availabilityRule')
    .select(['id', 'resourceId', 'rule'])
    .where('companyId', '=', companyId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, resourceId, rule }) => ({
    id,
    ...availabilityRule.parse({ ...Object(rule), resourceId }),
  }));
}

export async function saveRuleRow(trx: Trx, companyId: string, id: string, wish: AvailabilityWish): Promise<void> {
  const { resourceId, ...rest } = wish;
  const rule = JSON.stringify(rest);
  await trx
    .insertInto('availabilityRule')
    .values({ companyId, id, resourceId, rule })
    .onConflict((on) => on.constraint('availability_rule_key').doUpdateSet({ resourceId, rule }))
    .execute();
}

export async function placesOf(trx: Trx, companyId: string): Promise<PlaceRecord[]> {
  const rows = await trx
    .selectFrom('bookingPlace')
    .select(['id', 'name', 'place'])
    .where('companyId', '=', companyId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(({ id, ...row }) => ({ id, ...placeWish.parse(row) }));
}

export async function savePlaceRow(trx: Trx, companyId: string, id: string, wish: PlaceWish): Promise<void> {
  const { name } = wish;
  const place = JSON.stringify(wish.place);
  await trx
    .insertInto('bookingPlace')
    .values({ companyId, id, name, place })
    .onConflict((on) => on.constraint('booking_place_key').doUpdateSet({ name, place }))
    .execute();
}

export async function deleteRow(
  trx: Trx,
  table: 'availabilityRule' | 'bookingPlace' | 'calendarBlock',
  companyId: string,
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom(table)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
