import { type HoursWish, isUnconditional, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { noteFreed } from './noteFreed.ts';
import { demandTypes } from './saveSettings.ts';
import { resourcesOf, rulesOf, saveRuleRow } from './settingsStore.ts';

export type ResourceHours = {
  id: string;
  hours: readonly HoursWish[];
  /**
   * The rules that whoever writes has seen, by id: those are replaced, and one that was made meanwhile stays. Not said by
   * whoever knows hours without conditions only: those are replaced then.
   */
  seen?: readonly string[] | undefined;
};

/**
 * A resource's week and its dates that differ, all at once. None: it is there when the company is open.
 * @throws Refusal `record.notFound` (the resource, a type)
 */
export async function setHours(trx: Trx, { companyId }: Actor, { id, hours, seen }: ResourceHours): Promise<void> {
  const resources = await resourcesOf(trx, companyId);
  if (!resources.some((resource) => resource.id === id)) {
    throw new Refusal({ code: 'record.notFound', record: 'resource', id });
  }
  await demandTypes(trx, companyId, [...new Set(hours.flatMap(({ typeIds }) => typeIds))]);
  const standing = (await rulesOf(trx, companyId)).filter((rule) => rule.resourceId === id);
  const replaced = seen ? standing.filter((rule) => seen.includes(rule.id)) : standing.filter(isUnconditional);
  const wanted = new Map(hours.map((each) => [keyOf(each), each]));
  // Of all that stand: a save whose answer was lost comes again, when what it made was seen by nobody.
  const kept = new Set(standing.map(keyOf));
  const gone = replaced.filter((rule) => !wanted.has(keyOf(rule))).map((rule) => rule.id);
  if (gone.length > 0) {
    await trx
      .deleteFrom('availabilityRule')
      .where('companyId', '=', companyId)
      .where(sql<boolean>`id = any(${gone}::uuid[])`)
      .execute();
  }
  for (const [key, each] of wanted) {
    if (!kept.has(key)) await saveRuleRow(trx, companyId, newRowId(), { resourceId: id, ...each });
  }
  await noteFreed(trx, companyId);
}

/** Two rules with the same key are one. */
const keyOf = ({ day, span, validFrom, validUntil, typeIds, capacity }: HoursWish): string =>
  JSON.stringify([day, span, validFrom, validUntil, [...typeIds].sort(), capacity]);
