import { type AvailabilityWish, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { noteFreed } from './noteFreed.ts';
import { resourcesOf, rulesOf, saveRuleRow } from './settingsStore.ts';

export type HoursWish = { id: string; hours: readonly Pick<AvailabilityWish, 'day' | 'span'>[] };

/** A rule as the screen of hours writes it: for all types, without bounds. Others were made over the API, and stay. */
const isPlain = (rule: AvailabilityWish): boolean =>
  rule.typeIds.length === 0 && rule.capacity === null && rule.validFrom === null && rule.validUntil === null;

/**
 * A resource's week and its dates that differ, all at once. None: it is there when the company is open.
 * @throws Refusal `record.notFound`
 */
export async function setHours(trx: Trx, { companyId }: Actor, { id, hours }: HoursWish): Promise<void> {
  const resources = await resourcesOf(trx, companyId);
  if (!resources.some((resource) => resource.id === id)) {
    throw new Refusal({ code: 'record.notFound', record: 'resource', id });
  }
  const standing = (await rulesOf(trx, companyId)).filter((rule) => rule.resourceId === id && isPlain(rule));
  const keyOf = ({ day, span }: HoursWish['hours'][number]) => JSON.stringify([day, span]);
  const wanted = new Map(hours.map((each) => [keyOf(each), each]));
  const kept = new Set(standing.filter((rule) => wanted.has(keyOf(rule))).map(keyOf));
  const gone = standing.filter((rule) => !wanted.has(keyOf(rule))).map((rule) => rule.id);
  if (gone.length > 0) {
    await trx
      .deleteFrom('availabilityRule')
      .where('companyId', '=', companyId)
      .where(sql<boolean>`id = any(${gone}::uuid[])`)
      .execute();
  }
  for (const [key, { day, span }] of wanted) {
    if (kept.has(key)) continue;
    const rule = { resourceId: id, day, span, validFrom: null, validUntil: null, typeIds: [], capacity: null };
    await saveRuleRow(trx, companyId, newRowId(), rule);
  }
  await noteFreed(trx, companyId);
}
