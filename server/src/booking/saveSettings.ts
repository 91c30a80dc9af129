import {
  type AppointmentTypeWish,
  type AvailabilityWish,
  type PlaceWish,
  Refusal,
  type ResourceWish,
} from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { noteFreed } from './noteFreed.ts';
import {
  deleteRow,
  isNameTaken,
  isSlugTaken,
  markRemoved,
  resourcesOf,
  savePlaceRow,
  saveResourceRow,
  saveRuleRow,
  saveTypeRow,
  strangerOfTypes,
} from './settingsStore.ts';
import { countFuture, lockResources } from './store.ts';

type Named = 'appointmentType' | 'resource' | 'bookingPlace';

async function demandName(trx: Trx, table: Named, companyId: string, of: { id: string; name: string }): Promise<void> {
  if (!(await isNameTaken(trx, table, companyId, of))) return;
  throw new Refusal({ code: 'record.nameTaken', record: table, name: of.name });
}

async function demandResources(trx: Trx, companyId: string, ids: readonly string[]): Promise<void> {
  const known = new Set((await resourcesOf(trx, companyId)).map(({ id }) => id));
  const stranger = ids.find((id) => !known.has(id));
  if (stranger) throw new Refusal({ code: 'record.notFound', record: 'resource', id: stranger });
}

/**
 * Makes or changes a type; the caller chooses the id. What is held or booked keeps the times that it has.
 * @throws Refusal `record.nameTaken` (its name, the address of its page), `record.notFound` (a resource)
 */
export async function saveType(trx: Trx, { companyId }: Actor, id: string, wish: AppointmentTypeWish): Promise<void> {
  await demandName(trx, 'appointmentType', companyId, { id, name: wish.name });
  await demandResources(trx, companyId, wish.settings.resourceIds);
  const slug = wish.settings.page?.slug;
  if (slug !== undefined && (await isSlugTaken(trx, companyId, { id, slug }))) {
    throw new Refusal({ code: 'record.nameTaken', record: 'bookingPage', name: slug });
  }
  await saveTypeRow(trx, companyId, id, wish);
  await noteFreed(trx, companyId);
}

/** Its appointments stay as they are; nothing more is booked as it. @throws Refusal `record.notFound` */
export async function removeType(trx: Trx, { companyId }: Actor, id: string): Promise<void> {
  if (await markRemoved(trx, 'appointmentType', companyId, id)) return;
  throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id });
}

/** @throws Refusal `record.nameTaken`, `record.notFound` (its user) */
export async function saveResource(trx: Trx, { companyId }: Actor, id: string, wish: ResourceWish): Promise<void> {
  await demandName(trx, 'resource', companyId, { id, name: wish.name });
  if (wish.userId !== null) {
    const user = await trx
      .selectFrom('userAccount')
      .select('id')
      .where('companyId', '=', companyId)
      .where('id', '=', wish.userId)
      .executeTakeFirst();
    if (!user) throw new Refusal({ code: 'record.notFound', record: 'user', id: wish.userId });
  }
  await saveResourceRow(trx, companyId, id, wish);
  await noteFreed(trx, companyId);
}

/**
 * Takes a resource away. Locked as whoever books locks it, so that nothing is booked on it meanwhile.
 * @throws Refusal `resource.hasFuture` while appointments lie ahead, `record.notFound`
 */
export async function removeResource(trx: Trx, { companyId }: Actor, id: string, now: Date): Promise<void> {
  await lockResources(trx, companyId, [id]);
  const count = await countFuture(trx, companyId, id, now);
  if (count > 0) throw new Refusal({ code: 'resource.hasFuture', resourceId: id, count });
  if (await markRemoved(trx, 'resource', companyId, id)) return;
  throw new Refusal({ code: 'record.notFound', record: 'resource', id });
}

/** What was removed may still be named: a rule outlives its types. */
export async function demandTypes(trx: Trx, companyId: string, ids: readonly string[]): Promise<void> {
  const stranger = await strangerOfTypes(trx, companyId, ids);
  if (stranger !== null) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id: stranger });
}

/** @throws Refusal `record.notFound` (the resource, a type) */
export async function saveRule(trx: Trx, { companyId }: Actor, id: string, wish: AvailabilityWish): Promise<void> {
  if (wish.resourceId !== null) await demandResources(trx, companyId, [wish.resourceId]);
  await demandTypes(trx, companyId, wish.typeIds);
  await saveRuleRow(trx, companyId, id, wish);
  await noteFreed(trx, companyId);
}

/** @throws Refusal `record.nameTaken` */
export async function savePlace(trx: Trx, { companyId }: Actor, id: string, wish: PlaceWish): Promise<void> {
  await demandName(trx, 'bookingPlace', companyId, { id, name: wish.name });
  await savePlaceRow(trx, companyId, id, wish);
}

/** @throws Refusal `record.notFound` */
export async function removeSetting(
  trx: Trx,
  { companyId }: Actor,
  table: 'availabilityRule' | 'bookingPlace' | 'calendarBlock',
  id: string,
): Promise<void> {
  if (await deleteRow(trx, table, companyId, id)) return noteFreed(trx, companyId);
  throw new Refusal({ code: 'record.notFound', record: table, id });
}
