import { z } from 'zod';
import type { Database, Log } from '../db/index.ts';
import { defineJob, type Job } from '../jobs/index.ts';
import { forgetTombstones } from './feedRetention.ts';
import { forgetPushes } from './pushNames.ts';

/** Nightly: old tombstones leave the feed, and the names of old pushes with them. */
export function tombstonesJob(database: Database, log: Log): Job<Record<string, never>> {
  return defineJob({
    name: 'sync.forgetTombstones',
    data: z.record(z.string(), z.never()),
    schedule: { cron: '17 3 * * *', data: {} },
    async run() {
      const forgotten = await forgetTombstones(database);
      const names = await forgetPushes(database);
      log.info({ forgotten, names }, 'old tombstones left the change feed, and names of pushes their table');
    },
  });
}
