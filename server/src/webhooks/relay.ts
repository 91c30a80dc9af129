/**
 * Wakes the lanes of outgoing webhooks. Whoever changes something only appends deliveries (0065_webhooks.sql); every such
 * change is in the feed too, so the feed's notice says when there is something to take over. A sweep finds what a killed
 * process left behind.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { followFeed } from '../sync/index.ts';
import { hookLaneKey } from './hookLane.ts';
import { companiesWithNew, takeNew } from './store.ts';

/** Higher: longer transactions. Lower: more of them after an import. */
const TAKEN_AT_ONCE = 500;
/** Between one look and the next. Higher: receivers hear later. Lower: a look for every message, mostly in vain. */
const GATHER_MS = 100;
/** For what no notice announced: the look-up reads an index that is nearly always empty. */
const SWEEP_MS = 10_000;

export type Relay = { stop(): Promise<void> };

export async function startWebhookRelay(database: Database, log: Log): Promise<Relay> {
  let underWay: Promise<void> | null = null;
  let askedAgain = false;
  let isStopped = false;

  function ask(): void {
    if (isStopped) return;
    if (underWay !== null) {
      askedAgain = true;
      return;
    }
    underWay = relayAll();
  }

  async function relayAll(): Promise<void> {
    try {
      for (;;) {
        askedAgain = false;
        for (const companyId of await companiesWithNew(database)) await relayOf(companyId);
        await sleep(GATHER_MS);
        if (!askedAgain || isStopped) break;
      }
    } catch (error) {
      log.warn({ err: error }, 'outgoing webhooks could not be taken over; the sweep tries again');
    } finally {
      underWay = null;
    }
  }

  async function relayOf(companyId: string): Promise<void> {
    for (;;) {
      const taken = await inCompany(database, companyId, async (trx) => {
        const found = await takeNew(trx, companyId, TAKEN_AT_ONCE);
        await addWork(trx, companyId, found.endpointIds.map(hookLaneKey));
        return found.taken;
      });
      if (taken < TAKEN_AT_ONCE) return;
    }
  }

  const unfollow = await followFeed(database, { onChange: ask, onGap: ask });
  const sweep = setInterval(ask, SWEEP_MS);
  ask();
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(sweep);
      unfollow();
      await underWay;
    },
  };
}
