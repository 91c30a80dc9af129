/**
 * Keeps the sums of tickets and bookings up to date: folds a company's ledgers after its changes, at most twice a second, and
 * at the start and now and then what a killed server left. Whoever shows the sums hears when they are new.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, inCompany, type Log, type Trx } from '../db/index.ts';
import { followFeed } from '../sync/index.ts';
import { foldLedger } from './figuresStore.ts';

/** Lower: more statements in a busy minute. Higher: a board that lags behind what one sees in the list. */
const GATHER_MS = 500;
const SWEEP_MS = 30_000;

export type FoldWorker = {
  /** Called after a company's sums may have changed; returns the way to withdraw. */
  onNews(hear: (companyId: string) => void): () => void;
  stop(): Promise<void>;
};

export type Fold = (trx: Trx, companyId: string) => Promise<unknown>;

/** @param others what is folded besides the tickets. */
export async function startFoldWorker(database: Database, log: Log, others: readonly Fold[]): Promise<FoldWorker> {
  const stopping = new AbortController();
  const hearers = new Set<(companyId: string) => void>();
  /** `again`: something changed while it was folded. */
  const folding = new Map<string, { again: boolean; done: Promise<void> }>();

  function fold(companyId: string): void {
    const current = folding.get(companyId);
    if (current) {
      current.again = true;
      return;
    }
    const turn = { again: true, done: Promise.resolve() };
    folding.set(companyId, turn);
    turn.done = (async () => {
      while (turn.again && !stopping.signal.aborted) {
        turn.again = false;
        try {
          for (const each of [foldLedger, ...others])
            await inCompany(database, companyId, (trx) => each(trx, companyId));
          for (const hear of hearers) hear(companyId);
        } catch (error) {
          log.warn({ err: error, company: companyId }, 'figures could not be folded; the sweep tries again');
        }
        await sleep(GATHER_MS, null, { signal: stopping.signal }).catch(() => {});
      }
      folding.delete(companyId);
    })();
  }

  async function sweep(): Promise<void> {
    const { rows } = await sql<{ companyId: string }>`select * from ledger_companies()`.execute(database.kysely);
    for (const { companyId } of rows) fold(companyId);
  }
  const unfollow = await followFeed(database, {
    onChange: (ids) => (ids === null ? void sweep().catch(() => {}) : ids.forEach(fold)),
    onGap: () => void sweep().catch(() => {}),
  });
  const sweeping = (async () => {
    while (!stopping.signal.aborted) {
      await sweep().catch((error: unknown) => log.warn({ err: error }, 'the sweep of the figures failed'));
      await sleep(SWEEP_MS, null, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    onNews(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    async stop() {
      stopping.abort();
      unfollow();
      await Promise.all([sweeping, ...folding.values().map(({ done }) => done)]);
    },
  };
}
