/** Where in a table a query's rows lie, by the plan that RxDB made of it. */
import type { RxQueryPlan } from 'rxdb';
import { fieldsOf } from './records.ts';
import { indexName } from './table.ts';

/** What RxDB writes for "from the first" in a range. */
const FIRST = Number.MIN_SAFE_INTEGER;

/**
 * - `index`: this range of it holds every row that is asked for.
 * - `key`: rows in the order of their keys, all or a range of them.
 * - `all`: no index helps.
 */
export type Place =
  | { kind: 'index'; index: string; fields: readonly string[]; range: Bounds }
  | { kind: 'key'; range: Bounds }
  | { kind: 'all' };
export type Bounds = { from: IDBValidKey; to: IDBValidKey; withoutFirst: boolean; withoutLast: boolean };

/** @param rare fields whose empty value no index holds (records.ts). */
export function placeOf(plan: RxQueryPlan, kept: ReadonlySet<string>, rare: ReadonlySet<string>): Place {
  const fields = fieldsOf(plan.index);
  const keyed = (keys: readonly unknown[]) =>
    keys.filter((_key, at) => plan.index[at] !== '_deleted').map((key) => keyOf(key));
  const [from, to] = [keyed(plan.startKeys), keyed(plan.endKeys)];
  const ends = { withoutFirst: !plan.inclusiveStart, withoutLast: !plan.inclusiveEnd };
  // Ended rows are in no index.
  if (plan.index[0] !== '_deleted' || !isFalse(plan.startKeys[0]) || !isFalse(plan.endKeys[0])) return { kind: 'all' };
  if (fields.length === 1 && from[0] !== undefined && to[0] !== undefined)
    return { kind: 'key', range: { from: from[0], to: to[0], ...ends } };
  const index = indexName(fields);
  const asksForEmpty = fields.some((field, at) => rare.has(field) && !isAboveZero(from[at], ends.withoutFirst));
  if (!kept.has(index) || asksForEmpty) return { kind: 'all' };
  return { kind: 'index', index, fields, range: { from, to, ...ends } };
}

const isAboveZero = (key: IDBValidKey | undefined, isExclusive: boolean): boolean =>
  typeof key === 'number' && (key > 0 || (key === 0 && isExclusive));

/** RxDB's type of a plan's keys forgets that a field may be a flag. */
const isFalse = (key: unknown): boolean => key === false;

function keyOf(key: unknown): IDBValidKey {
  if (key === FIRST) return Number.NEGATIVE_INFINITY;
  if (typeof key === 'boolean') return key ? 1 : 0;
  // RxDB plans with numbers and texts alone.
  return key as number | string;
}
