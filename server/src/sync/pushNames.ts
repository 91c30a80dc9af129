/**
 * Which pushes were taken already. A console that never got its answer asks again, perhaps after days, and a field of rule
 * `latest` would then win over what was written in between. So each write has a name, and a named one is done once.
 *
 * Bounded: one row for each row that a user pushed, with its last names. A console pushes a row again only when the push
 * before was answered, so one name a device would do.
 */
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Database, Trx } from '../db/index.ts';

/** Of one row, by one user. Lower: devices of one user push each other's names out while an answer is still lost. */
const NAMES_KEPT = 8;
/** A console that lost an answer and was away for longer asks as if for the first time. As the window of replicas. */
const KEPT_DAYS = 90;

/**
 * Notes that this write is being taken; a second transaction with the same name waits for the first one's end.
 * @returns false when it was taken before, refused or not.
 */
export async function isFirst(
  trx: Trx,
  { companyId, userId }: Actor,
  replica: string,
  rowId: string,
  name: string,
): Promise<boolean> {
  const { rows } = await sql`
    insert into pushed (company_id, user_id, replica, row_id, names)
    values (${companyId}, ${userId}, ${replica}, ${rowId}, array[${name}::uuid])
    on conflict on constraint pushed_key do update
      set names = (array_prepend(${name}::uuid, pushed.names))[1:${sql.lit(NAMES_KEPT)}], last_day = current_date
      where not ${name}::uuid = any(pushed.names)
    returning row_id
  `.execute(trx);
  return rows.length > 0;
}

/** Removes names that nobody asks with any more; returns of how many rows. For a daily schedule. */
export async function forgetPushes(database: Database, keptDays = KEPT_DAYS): Promise<number> {
  const { rows } = await sql<{ forgotten: number }>`select forget_pushes(${keptDays}) as forgotten`.execute(
    database.express,
  );
  return Number(rows[0]?.forgotten ?? 0);
}
