import { costsOf } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import type { LaneWorker } from '../jobs/index.ts';
import { fold, freeService, pricesOfChannel, unfolded } from './store.ts';

/** Lower: more transactions for the same sum. Higher: longer ones. */
const AT_ONCE = 500;

/** Prices what was delivered, in order, and adds it to its month; one worker a channel, so that no message waits for it. */
export const costLane: LaneWorker = {
  prefix: 'cost',
  run: async (lane) => {
    const channelId = lane.key.slice('cost:'.length);
    while (!lane.stopping.aborted && (await lane.step((trx) => foldSome(trx, lane.companyId, channelId))) > 0);
    return { nextDueAt: null };
  },
};

async function foldSome(trx: Trx, companyId: string, channelId: string): Promise<number> {
  const rows = await unfolded(trx, companyId, channelId, AT_ONCE);
  const month = rows[0]?.month;
  if (month === undefined) return 0;
  const ofMonth = rows.filter((row) => row.month === month);
  const { used, granted } = await freeService(trx, companyId, channelId, month);
  const prices = await pricesOfChannel(trx, companyId, channelId);
  const costs = costsOf(ofMonth, prices, granted - used);
  const folded = ofMonth.map((row, n) => ({ ...row, ...(costs[n] ?? { micros: null, isFree: false }) }));
  await fold(trx, companyId, channelId, folded);
  return rows.length;
}
