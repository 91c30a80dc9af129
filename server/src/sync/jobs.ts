import { z } from 'zod';
import type { Database, Log } from '../db/index.ts';
import { defineJob, type Job } from '../jobs/index.ts';
import { forgetTombstones } from './feedRetention.ts';

/** Nightly: old tombstones leave the feed. */
export function tombstonesJob(database: Database, log: Log): Job<Record<string, never>> {
  return defineJob({
    name: 'sync.forgetTombstones',
    data: z.record(z.string(), z.never()),
    schedule: { cron: '17 3 * * *', data: {} },
    async run() {
      const forgotten = await forgetTombstones(database);
      log.info({ forgotten }, 'old tombstones left the change feed');
    },
  });
}
