import { z } from 'zod';
import type { Database } from '../db/index.ts';
import { defineJob, type Job } from '../jobs/index.ts';
import { forgetDeliveries } from './store.ts';

/** Long enough to look into what went wrong last week; each row holds what was sent. */
const DELIVERED_KEPT_DAYS = 7;
const FAILED_KEPT_DAYS = 30;
const DAY_MS = 86_400_000;

export const webhookLogJob = (database: Database): Job<Record<string, never>> =>
  defineJob({
    name: 'webhooks.forgetDeliveries',
    data: z.strictObject({}),
    schedule: { cron: '40 4 * * *', data: {} },
    run: async () => {
      const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
      await forgetDeliveries(database, ago(DELIVERED_KEPT_DAYS), ago(FAILED_KEPT_DAYS));
    },
  });
