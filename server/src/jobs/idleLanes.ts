import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/index.ts';
import { defineJob, type Job } from './queue.ts';

/** A lane is made again by its next work; this only keeps the table as small as what goes on. */
const KEPT_DAYS = 7;

/** Removes lanes that have been idle for days; returns how many. */
export async function forgetIdleLanes(database: Database, keptDays = KEPT_DAYS): Promise<number> {
  const { rows } = await sql`
    delete from lane where gen = done_gen and token is null and due_at < now() - make_interval(days => ${keptDays})
    returning 1
  `.execute(database.kysely);
  return rows.length;
}

export const idleLanesJob = (database: Database): Job<Record<string, never>> =>
  defineJob({
    name: 'lanes.forgetIdle',
    data: z.strictObject({}),
    schedule: { cron: '20 4 * * *', data: {} },
    run: async () => void (await forgetIdleLanes(database)),
  });
