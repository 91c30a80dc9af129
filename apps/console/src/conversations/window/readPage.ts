import type { MangoQuery, MangoQuerySelector, RxCollection } from 'rxdb';
import { compareKeys, type Page, type SortKey } from './orderedWindow.ts';

/** One run through an index of a collection: rows with these exact values, by this ascending field. */
export type IndexRun<Row> = {
  index: readonly (keyof Row & string)[];
  equals: Partial<Row>;
  by: keyof Row & string;
  group: number;
};

/** Behind every place of a group: what a read that came to a group's end has reached. */
const endOf = (group: number): SortKey => [group, Number.MAX_SAFE_INTEGER, ''];

/**
 * Reads the next page of one or several runs, in order.
 *
 * Rows of one place (the same millisecond) may be split over pages, so a page begins at the horizon's place and leaves
 * out what stood before; a page that brings nothing new by that is read again with twice the limit.
 */
export async function readPage<Row extends { id: string }>(
  collection: RxCollection<Row>,
  runs: readonly IndexRun<Row>[],
  horizon: SortKey | null,
  size: number,
): Promise<Page<Row>> {
  const rest = runs.filter((run) => horizon === null || run.group > horizon[0] || isInside(run, horizon));
  const [run] = rest;
  if (!run) return { rows: [], horizon: horizon ?? endOf(0), complete: true };
  const after = horizon !== null && run.group === horizon[0] ? horizon : null;
  const found = await readRun(collection, run, after, size);
  const fresh = after === null ? found : found.filter((row) => compareKeys(keyIn(run, row), after) > 0);
  if (found.length < size) {
    const isLastRun = rest.length === 1;
    return { rows: fresh, horizon: endOf(run.group), complete: isLastRun };
  }
  const last = fresh.at(-1);
  if (!last) return readPage(collection, runs, horizon, size * 2);
  return { rows: fresh, horizon: keyIn(run, last), complete: false };
}

const isInside = <Row>(run: IndexRun<Row>, horizon: SortKey): boolean =>
  run.group === horizon[0] && horizon[1] < Number.MAX_SAFE_INTEGER;

function keyIn<Row extends { id: string }>(run: IndexRun<Row>, row: Row): SortKey {
  return [run.group, Number(row[run.by]), row.id];
}

async function readRun<Row extends { id: string }>(
  collection: RxCollection<Row>,
  run: IndexRun<Row>,
  after: SortKey | null,
  limit: number,
): Promise<Row[]> {
  const exact = Object.entries(run.equals).map(([field, value]) => [field, { $eq: value }]);
  const from = after === null ? [] : [[run.by, { $gte: after[1] }]];
  // The keys are fields of Row by the type of IndexRun; RxDB's selector type cannot follow a computed key.
  const selector = Object.fromEntries([...exact, ...from]) as MangoQuerySelector<Row>;
  const query: MangoQuery<Row> = { selector, index: [...run.index], limit };
  const documents = await collection.find(query).exec();
  return documents.map((document) => document.toMutableJSON());
}
