import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/index.ts';
import { defineJob, type Job } from '../jobs/index.ts';

/** Removes what is over: sessions, links, guesses, keys of requests, mail (0066_mail_and_guesses.sql). */
export async function sweepAccess(database: Database): Promise<number> {
  const { rows } = await sql<{ swept: number }>`select sweep_access() as swept`.execute(database.kysely);
  return Number(rows[0]?.swept ?? 0);
}

export const accessSweepJob = (database: Database): Job<Record<string, never>> =>
  defineJob({
    name: 'auth.sweep',
    data: z.strictObject({}),
    schedule: { cron: '10 4 * * *', data: {} },
    run: async () => void (await sweepAccess(database)),
  });
