import { sql } from 'kysely';
import type { Database } from '../db/index.ts';

/** A console that was away for longer syncs afresh, which is cheaper than keeping every deletion. As its own window. */
const TOMBSTONES_KEPT_DAYS = 90;

/** Removes old tombstones from the feed; returns how many. For a daily schedule. */
export async function forgetTombstones(database: Database, keptDays = TOMBSTONES_KEPT_DAYS): Promise<number> {
  const { rows } = await sql<{ forgotten: number | null }>`
    select forget_tombstones(max(seq)) as forgotten from feed
    where (gone or kind like '%@%') and numbered_at < now() - make_interval(days => ${keptDays})
    having count(*) > 0
  `.execute(database.express);
  return rows[0]?.forgotten ?? 0;
}
