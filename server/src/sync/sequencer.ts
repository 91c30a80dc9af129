/**
 * Gives the change feed its numbers (foundations.md, 1). Writers only append to feed_in; one short transaction after
 * their commits numbers what is visible, one such transaction at a time in the whole database (sequence_feed, in
 * server/migrations/0002_feed.sql), and tells every process by NOTIFY.
 *
 * Each process does so after its own commits: while one call is under way, any number of commits ask for one more. A
 * sweep each second numbers what a killed process left.
 *
 * Must stay true: it has a connection of its own (`express`), or it would wait behind requests that wait for it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Log } from '../db/index.ts';

export type Sequencer = {
  /** When the database last answered it; for the health check. */
  lastBeatAt(): Date | null;
  /** Stops asking; returns when the call under way is done. */
  stop(): Promise<void>;
};

/** Higher: a burst of imports holds the lock longer, and everybody's changes behind it. Lower: more commits a burst. */
const MOST_AT_ONCE = 1_000;
/** While a call came back full: each one looks through the whole inbox. A backlog of 200,000: 2.9 s instead of 4.8. */
const MOST_OF_A_BACKLOG = 5_000;
const SWEEP_MS = 1_000;
/** Between one call and the next where much is written. Higher: fewer transactions for it. Lower: quicker screens. */
const GATHER_MS = 64;
/** "Much": a hundred messages a second make about so many rows. Below, every change is numbered at once. */
const MUCH_ROWS_A_SECOND = 400;
/** Rows numbered between two vacuums of the inbox. Higher: each call steps over more dead rows. Lower: more vacuums. */
const VACUUM_AFTER = 4_000;

export function startSequencer(database: Database, log: Log): Sequencer {
  let underWay: Promise<void> | null = null;
  let askedAgain = false;
  let isStopped = false;
  let answeredAt: Date | null = null;
  const rate = createRate();
  let sinceVacuum = 0;
  let vacuuming: Promise<unknown> | null = null;

  function ask(): void {
    if (isStopped) return;
    if (underWay !== null) {
      askedAgain = true;
      return;
    }
    underWay = numberAll();
  }

  async function numberAll(): Promise<void> {
    let most = MOST_AT_ONCE;
    try {
      for (;;) {
        askedAgain = false;
        const taken = await sequenceFeed(database, most);
        answeredAt = new Date();
        tidyAfter(taken);
        const isFull = taken === most;
        most = isFull ? MOST_OF_A_BACKLOG : MOST_AT_ONCE;
        if (isFull) continue;
        // Before the look: a writer that waits for its commit meanwhile would else ask anew after each of its own.
        if (rate(taken, performance.now()) > MUCH_ROWS_A_SECOND) await sleep(GATHER_MS);
        if (!askedAgain) break;
      }
    } catch (error) {
      log.warn({ err: error }, 'the change feed could not be numbered; the sweep tries again');
    } finally {
      // In the same breath as the last look at `askedAgain`: a commit in between would wait for the sweep.
      underWay = null;
    }
  }

  /** Beside the calls, not among them: it locks nobody out. */
  function tidyAfter(taken: number): void {
    sinceVacuum += taken;
    if (sinceVacuum < VACUUM_AFTER || vacuuming !== null) return;
    sinceVacuum = 0;
    vacuuming = sql`vacuum feed_in`
      .execute(database.express)
      .catch((error: unknown) => log.warn({ err: error }, 'the inbox of the change feed could not be vacuumed'))
      .finally(() => {
        vacuuming = null;
      });
  }

  database.events.on('commit', ask);
  const sweep = setInterval(ask, SWEEP_MS);
  ask();
  return {
    lastBeatAt: () => answeredAt,
    stop: async () => {
      isStopped = true;
      database.events.off('commit', ask);
      clearInterval(sweep);
      await underWay;
      await vacuuming;
    },
  };
}

/** Numbers up to `most` of the oldest changes; returns how many rows of the inbox it took. */
export async function sequenceFeed(database: Database, most: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`select sequence_feed(${most}) as taken`.execute(database.express);
  return rows[0]?.taken ?? 0;
}

/** Rows a second, lately: what is older than a tenth of a second counts for less and less. */
function createRate(): (rows: number, nowMs: number) => number {
  const MEMORY_MS = 100;
  let perMs = 0;
  let at = 0;
  return (rows, nowMs) => {
    perMs = perMs * Math.exp((at - nowMs) / MEMORY_MS) + rows / MEMORY_MS;
    at = nowMs;
    return perMs * 1_000;
  };
}
