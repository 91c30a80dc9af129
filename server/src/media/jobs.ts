import { z } from 'zod';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { defineJob, type Job } from '../jobs/index.ts';
import { type MediaFiles, thumbnailOf } from './files.ts';
import { deleteUnsent, unsentBefore } from './store.ts';
import type { Uploads } from './uploads.ts';

/** A message that waits on a laptop over a holiday still finds the file that it uploaded before. */
const UNSENT_KEPT_MS = 30 * 24 * 60 * 60 * 1000;
const AT_ONCE = 500;

/** Nightly: files that were uploaded and never sent, and pieces of uploads that nobody finished. */
export function uploadsJob(options: {
  database: Database;
  files: MediaFiles;
  uploads: Uploads;
  log: Log;
}): Job<Record<string, never>> {
  const { database, files, uploads, log } = options;
  return defineJob({
    name: 'media.sweepUploads',
    data: z.record(z.string(), z.never()),
    schedule: { cron: '41 3 * * *', data: {} },
    async run() {
      const pieces = await uploads.sweep();
      const unsent = await sweepUnsent(database, files, new Date(Date.now() - UNSENT_KEPT_MS));
      log.info({ pieces, unsent }, 'uploads that went nowhere were removed');
    },
  });
}

/** @returns how many */
export async function sweepUnsent(database: Database, files: MediaFiles, before: Date): Promise<number> {
  let removed = 0;
  for (;;) {
    const found = await unsentBefore(database, before, AT_ONCE);
    for (const { companyId, id } of found) {
      const isGone = await inCompany(database, companyId, (trx) => deleteUnsent(trx, companyId, id));
      if (!isGone) continue;
      await Promise.all([files.remove(companyId, id), files.remove(companyId, thumbnailOf(id))]);
      removed += 1;
    }
    if (found.length < AT_ONCE) return removed;
  }
}
