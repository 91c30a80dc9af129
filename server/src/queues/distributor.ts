/**
 * Gives tickets the moment it can (QUE-04): in this process, after each commit that may let it (a ticket entered, one
 * ended, somebody came online), a queue at a time and once for as many commits as come meanwhile. Every few seconds a
 * sweep looks at all queues where somebody waits, for what a killed process left.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, inCompany, type Log } from '../db/index.ts';
import { type QueueToServe, serveQueues } from '../tickets/index.ts';
import { assignWaiting, MOST_AT_ONCE } from './assignWaiting.ts';
import { hasWords, seeToDueTickets, seeToQueue } from './dueTickets.ts';
import { returnLeft } from './returnLeft.ts';

export type Distributor = {
  /** Looks at every queue where somebody waits. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
};

export function startDistributor(
  database: Database,
  log: Log,
  options: { sweepSeconds: number; now?: () => Date },
): Distributor {
  const now = options.now ?? (() => new Date());
  const stopping = new AbortController();
  /** Queues that are served now; `again`: asked for since the last look. */
  const serving = new Map<string, { done: Promise<void>; again: boolean }>();

  function serve({ companyId, queueId }: QueueToServe): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    const current = serving.get(queueId);
    if (current) {
      current.again = true;
      return current.done;
    }
    const turn = { done: Promise.resolve(), again: false };
    serving.set(queueId, turn);
    turn.done = (async () => {
      // What could not be said is the sweep's: it must not keep tickets from being given.
      let mayHaveWords = true;
      try {
        do {
          turn.again = false;
          const given = await inCompany(database, companyId, async (trx) =>
            // First what is to be said: what came while the company is shut may end there.
            mayHaveWords && (await hasWords(trx, companyId, queueId, now()))
              ? 'words'
              : assignWaiting(trx, companyId, queueId, now()),
          );
          mayHaveWords = given !== 'words';
          if (given === 'words') await seeToQueue(database, log, { companyId, queueId }, now());
          if (given === 'words' || given === MOST_AT_ONCE) turn.again = true;
        } while (turn.again && !stopping.signal.aborted);
      } catch (error) {
        log.warn({ err: error, queue: queueId }, 'tickets could not be given; the sweep tries again');
      } finally {
        // In the same breath as the last look at `again`: a commit in between would wait for the sweep.
        serving.delete(queueId);
      }
    })();
    return turn.done;
  }

  async function sweep(): Promise<void> {
    const { rows } = await sql<QueueToServe>`select * from queues_with_waiting()`.execute(database.kysely);
    await Promise.all(rows.map(serve));
    await returnLeft(database, now());
    await seeToDueTickets(database, log, now());
  }

  const withdraw = serveQueues(database, (queue) => void serve(queue));
  const sweeping = (async () => {
    while (!stopping.signal.aborted) {
      await sweep().catch((error: unknown) => log.warn({ err: error }, 'the sweep of the queues failed'));
      await sleep(options.sweepSeconds * 1_000, null, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    sweep,
    async stop() {
      stopping.abort();
      withdraw();
      await Promise.all([sweeping, ...serving.values().map(({ done }) => done)]);
    },
  };
}
