/**
 * Rows that fall out of the window (SYNC-05): the last 90 days and everything open. Nothing changes on the server when a
 * day passes, so nobody announces it; the console asks about its old rows when the window has moved on, at the end of a
 * pull. They leave as rows that leave a scope do, by tombstones in the pull: removed here, they would be pushed as deletions.
 */
import { recencyOf } from '../field.ts';
import type { Kept } from './database.ts';

/** The window moved by so much: asked anew. Lower: the same old rows of open conversations are asked about more often. */
export const WINDOW_STEP_MS = 6 * 3_600_000;

export type Ageing = {
  /** Where the window begins, if it moved far enough since the last look; else `null`. */
  due(): number | null;
  /** Everything before `from` was looked at. */
  looked(from: number): void;
};

/** @param keptFrom where the window begins now, by the server's clock; `null` until it said so. */
export function createAgeing(keptFrom: () => number | null, stepMs: number): Ageing {
  let last = Number.NEGATIVE_INFINITY;
  return {
    due() {
      const from = keptFrom();
      return from !== null && from - last >= stepMs ? from : null;
    },
    looked(from) {
      last = from;
    },
  };
}

/** Ids of rows from before `from`, without those that wait to be sent, in batches. */
export async function* oldIdsOf(
  { definition, collection }: Kept,
  from: number,
  batch: number,
): AsyncGenerator<string[]> {
  const { windowBy } = definition;
  if (!windowBy) return;
  for (let skip = 0; ; skip += batch) {
    const found = await collection
      .find({ selector: { [windowBy]: { $gte: recencyOf(from) } }, index: [windowBy], skip, limit: batch })
      .exec();
    const ids = found.filter(({ pending }) => pending === 0).map((document) => document.primary);
    if (ids.length > 0) yield ids;
    if (found.length < batch) return;
  }
}
