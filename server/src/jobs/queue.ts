/**
 * Work without order, and work by the clock: imports, reports, media, nightly cleaning. pg-boss under a small face.
 *
 * A job is sent after the commit of what it belongs to, so a process killed in between loses it: work that must not be
 * lost is a row and a lane (lanes.ts), or is found again by a schedule. A job may run twice; its `run` allows for that.
 *
 * Settings that were measured (docs/decisions/0003-work-without-order.md): NOTIFY on every queue with a backstop of
 * 0.5 s instead of 30; batches, because single fetches sleep in between; each job of a batch settled by itself.
 */
import { PgBoss } from 'pg-boss';
import type { z } from 'zod';
import { APPLICATION_NAME, afterCommit, type Database, databaseOf, type Log, type Trx } from '../db/index.ts';

/** A kind of job. `Data` holds ids, the company's among them, and nothing that a person wrote. */
export type Job<Data extends object> = {
  /** 'feature.doWhat'. */
  name: string;
  data: z.ZodType<Data>;
  /** `signal` aborts when the job has taken longer than `expiresInSeconds`, or the process stops. */
  run(data: Data, signal: AbortSignal): Promise<void>;
  /** By the clock, besides being sent: five fields of cron in `zone` (UTC where it is not given). */
  schedule?: { cron: string; zone?: string; data: Data };
  /** At a time in this process. */
  concurrency?: number;
  /** Tries after the first, each later than the one before. */
  retries?: number;
  expiresInSeconds?: number;
};

/** Keeps the type of `data` and `run` together, and forgets it where jobs of all kinds meet. */
export function defineJob<Data extends object>(job: Job<Data>): Job<Data> {
  return job;
}

export type Queue = {
  send<Data extends object>(job: Job<Data>, data: Data, options?: { startAfter?: Date }): Promise<void>;
  /** Waits for the jobs under way, at most `withinMs`; those that take longer are tried again by another process. */
  stop(withinMs?: number): Promise<void>;
};

// biome-ignore lint/suspicious/noExplicitAny: the data's type is checked where a job is defined, and parsed before it runs
type AnyJob = Job<any>;

const BACKSTOP_SECONDS = 0.5;
const STOP_WITHIN_MS = 20_000;
const queues = new WeakMap<Database['events'], Queue>();

export async function startQueue(database: Database, jobs: readonly AnyJob[], log: Log): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: database.directUrl,
    schema: 'pgboss',
    createSchema: false,
    // Its own: LISTEN, fetching, settling. The requests' pool stays theirs.
    max: 4,
    application_name: APPLICATION_NAME,
    useListenNotify: true,
    // The application's role does not own the database; indexes of a few thousand rows need no rebuilding.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'the job queue met an error'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
  await boss.start();
  for (const job of jobs) await offer(boss, job, log);

  const queue: Queue = {
    send: async (job, data, options) => {
      await boss.send(job.name, job.data.parse(data), options?.startAfter ? { startAfter: options.startAfter } : {});
    },
    stop: async (withinMs = STOP_WITHIN_MS) => {
      queues.delete(database.events);
      await boss.stop({ graceful: true, timeout: withinMs });
    },
  };
  queues.set(database.events, queue);
  return queue;
}

/** Sends a job once `trx` is committed. A queue that cannot take it is logged, and the caller is not failed. */
export function sendJob<Data extends object>(
  trx: Trx,
  job: Job<Data>,
  data: Data,
  log: Log,
  options?: { startAfter?: Date },
): void {
  const queue = queues.get(databaseOf(trx).events);
  if (queue === undefined) throw new Error(`${job.name} was sent before the queue was started`);
  afterCommit(trx, () => {
    queue
      .send(job, data, options)
      .catch((error: unknown) => log.error({ err: error, job: job.name }, 'a job was lost'));
  });
}

async function offer(boss: PgBoss, job: AnyJob, log: Log): Promise<void> {
  const options = {
    notify: true,
    retryLimit: job.retries ?? 3,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
    expireInSeconds: job.expiresInSeconds ?? 300,
    deleteAfterSeconds: 24 * 60 * 60,
  };
  await boss.createQueue(job.name, options);
  await boss.updateQueue(job.name, options); // one made by an earlier version keeps its settings otherwise
  await boss.work(
    job.name,
    {
      batchSize: job.concurrency ?? 5,
      perJobResults: true,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: BACKSTOP_SECONDS,
      notifyPollingIntervalSeconds: BACKSTOP_SECONDS,
    },
    (batch) =>
      Promise.all(
        batch.map(async ({ id, data, signal }) => {
          try {
            await job.run(job.data.parse(data), signal);
            return { id, status: 'completed' as const };
          } catch (error) {
            log.error({ err: error, job: job.name, id }, 'a job failed and will be tried again');
            return { id, status: 'failed' as const, output: { message: String(error) } };
          }
        }),
      ),
  );
  if (job.schedule) {
    const { cron, zone = 'UTC', data } = job.schedule;
    await boss.schedule(job.name, cron, job.data.parse(data), { tz: zone, missed: 'once' });
  } else {
    await boss.unschedule(job.name);
  }
}
