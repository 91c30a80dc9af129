/** Every statement about the change feed, read only: numbers are given by the sequencer alone (sequencer.ts). */
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type FeedEntry = { kind: string; rowId: string; seq: number; gone: boolean };

export type FeedEnd = {
  epoch: string;
  /**
   * Everything of the company that is numbered up to here is visible: its newest number, or the last forgotten one. A
   * company in which nothing happens stands behind what was forgotten, and its consoles would begin afresh for ever.
   */
  newest: number;
  /** No number was ever given beyond it, in any company. */
  last: number;
  /** Tombstones up to here may have been forgotten. */
  tombstonesFrom: number;
};

/** Read it before the rows: what changes afterwards has a larger number, so that nothing falls between. */
export async function feedEnd(trx: Trx, companyId: string): Promise<FeedEnd> {
  const row = await trx
    .selectFrom('feedEpoch')
    .select(['epoch', 'tombstonesFrom'])
    .select(sql<number>`(select last_value from feed_pos)`.as('last'))
    .select((eb) =>
      eb
        .selectFrom('feed')
        .select('seq')
        .where('companyId', '=', companyId)
        .orderBy('seq', 'desc')
        .limit(1)
        .as('newest'),
    )
    .executeTakeFirstOrThrow();
  return { ...row, newest: Math.max(row.newest ?? 0, row.tombstonesFrom) };
}

/** Entries after `since`, oldest first; of all kinds where none are named. */
export async function entriesSince(
  trx: Trx,
  companyId: string,
  { since, kinds, limit }: { since: number; kinds?: readonly string[]; limit: number },
): Promise<FeedEntry[]> {
  return trx
    .selectFrom('feed')
    .select(['kind', 'rowId', 'seq', 'gone'])
    .where('companyId', '=', companyId)
    .where('seq', '>', since)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Counting stops here: a number this large only has to look large. */
const COUNT_AT_MOST = 100_000;

/** How many entries of these kinds stand after `since`. */
export async function countSince(
  trx: Trx,
  companyId: string,
  since: number,
  kinds: readonly string[],
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from feed
      where company_id = ${companyId} and seq > ${since} and kind = any(${[...kinds]}) and not gone
      limit ${COUNT_AT_MOST}
    ) as counted
  `.execute(trx);
  return rows[0]?.count ?? 0;
}
