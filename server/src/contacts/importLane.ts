import type { LaneWorker } from '../jobs/index.ts';
import { importBatch } from './importBatch.ts';

const PREFIX = 'import';
export const importLaneKey = (importId: string): string => `${PREFIX}:${importId}`;

/** Imports contacts a batch a transaction, so that nobody waits for long and a killed server goes on where it was. */
export const importLane: LaneWorker = {
  prefix: PREFIX,
  run: async (lane) => {
    const importId = lane.key.slice(PREFIX.length + 1);
    for (let more = true; more && !lane.stopping.aborted; ) {
      more = await lane.step((trx) => importBatch(trx, lane.companyId, importId));
    }
    return { nextDueAt: lane.stopping.aborted ? new Date() : null };
  },
};
