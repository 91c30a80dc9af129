/**
 * Workers in lanes (foundations.md, 2): what shares a lane happens in order and exactly once, whatever is killed.
 *
 *   due ──claim──▶ leased ──run──▶ finish ──▶ idle
 *                     ▲               │ work was added meanwhile
 *                     └───────────────┘
 *
 * The row is the truth: who bears its token works there, and every step commits under it. A killed worker's lease runs
 * out, and the sweep gives the lane to another. Nudges only make it quick.
 */
import type { Database, Log, Trx } from '../db/index.ts';
import { inCompany } from '../db/index.ts';
import { type Lane, type LaneId, LaneLost, type LaneWorker, prefixOf } from './lane.ts';
import { type Claim, claimLane, dueLanes, finishRun, releaseLane, renewInStep, renewLeases } from './laneStore.ts';
import { NUDGE_CHANNEL, offerToTake, readNudge } from './nudges.ts';
import { createTurns } from './turns.ts';

export type Lanes = {
  /** When it last looked for due work and was answered; for the health check. */
  lastBeatAt(): Date | null;
  /** Takes no further lane, lets the items at hand end, and returns when all are done. */
  stop(): Promise<void>;
};

export type LanesOptions = {
  database: Database;
  workers: readonly LaneWorker[];
  log: Log;
  /** Lanes at a time in this process. Much of it is waiting for providers, so it may exceed the pool's connections. */
  concurrency?: number;
  /** Of these, at most so many of one company: one whose provider hangs must not hold everybody's places. */
  perCompany?: number;
  /**
   * Renewed by every step, and three times within it besides. Lower: a worker that pauses (a suspended machine) loses
   * its lane in the midst of it. Higher: what a killed worker was at waits longer.
   */
  leaseSeconds?: number;
};

/** From one look at a lane until nothing that was due is left. `end`: a step was its last; with `next`, there is more. */
type Run = { claim: Claim; end: { next: number | null } | null };

/** How long a due lane may wait that no nudge woke. Lower: more looks at an empty table. */
const SWEEP_MS = 500;
/** A lane that says it is due within this time is taken then; others are found by the sweep. A bound for memory. */
const ALARMS_WITHIN_MS = 10_000;
const MOST_ALARMS = 10_000;

export async function startLanes({
  database,
  workers,
  log,
  concurrency = 24,
  perCompany = Math.max(1, Math.floor((concurrency * 2) / 3)),
  leaseSeconds = 10,
}: LanesOptions): Promise<Lanes> {
  const byPrefix = new Map(workers.map((worker) => [worker.prefix, worker]));
  const turns = createTurns();
  const running = new Map<string, { companyId: string; done: Promise<void>; claim: Claim | null; again: boolean }>();
  const stopping = new AbortController();
  const alarms = new Set<NodeJS.Timeout>();

  const runningOf = (companyId: string) =>
    running
      .values()
      .filter((each) => each.companyId === companyId)
      .toArray().length;
  const mayRun = (companyId: string) => runningOf(companyId) < perCompany;

  /** True: it starts at once, or the run that is under way will look again. */
  function take(lane: LaneId): boolean {
    if (stopping.signal.aborted || !byPrefix.has(prefixOf(lane.key))) return false;
    const current = running.get(nameOf(lane));
    if (current !== undefined) {
      current.again = true; // its last look may have been before this work's commit
      return true;
    }
    const isFree = running.size < concurrency && turns.size === 0 && mayRun(lane.companyId);
    turns.add(lane);
    fillPlaces();
    return isFree;
  }

  function fillPlaces(): void {
    while (!stopping.signal.aborted && running.size < concurrency) {
      const lane = turns.next(mayRun);
      if (lane === null) return;
      if (!running.has(nameOf(lane))) occupy(lane);
    }
  }

  function occupy(lane: LaneId): void {
    const place = { companyId: lane.companyId, done: Promise.resolve(), claim: null as Claim | null, again: false };
    running.set(nameOf(lane), place);
    place.done = work(lane, (claim) => {
      place.claim = claim;
    })
      .catch((error: unknown) => log.warn({ err: error, lane: lane.key }, 'a lane could not be reached'))
      .finally(() => {
        running.delete(nameOf(lane));
        if (place.again) turns.add(lane);
        fillPlaces();
      });
  }

  async function work(id: LaneId, hold: (claim: Claim) => void): Promise<void> {
    const claim = await claimLane(database, id, leaseSeconds);
    const worker = byPrefix.get(prefixOf(id.key));
    if (claim === null || worker === undefined) return;
    hold(claim);
    try {
      for (let { gen } = claim; ; ) {
        const run: Run = { claim: { ...claim, gen }, end: null };
        const { nextDueAt } = await worker.run(laneOf(run));
        if (run.end === null && stopping.signal.aborted) return await releaseLane(database, claim, 'stopping');
        const next = run.end ? run.end.next : await finishRun(database.kysely, run.claim, nextDueAt);
        if (next === undefined) throw new LaneLost(id.key);
        if (next === null) {
          if (nextDueAt) wakeAt(id, nextDueAt);
          return;
        }
        gen = next;
      }
    } catch (error) {
      if (error instanceof LaneLost) {
        log.info({ lane: id.key, company: id.companyId }, 'a lane was taken over by another worker');
        return;
      }
      log.error({ err: error, lane: id.key, company: id.companyId }, 'a lane failed and will be tried again');
      await releaseLane(database, claim, 'failed');
    }
  }

  /** To the millisecond, which paces need; without it the sweep comes within half a second. */
  function wakeAt(lane: LaneId, dueAt: Date): void {
    const inMs = dueAt.getTime() - Date.now();
    if (inMs > ALARMS_WITHIN_MS || alarms.size >= MOST_ALARMS || stopping.signal.aborted) return;
    const alarm = setTimeout(
      () => {
        alarms.delete(alarm);
        take(lane);
      },
      Math.max(0, inMs),
    );
    alarms.add(alarm);
  }

  function laneOf(run: Run): Lane {
    const { claim } = run;
    return {
      companyId: claim.companyId,
      key: claim.key,
      stopping: stopping.signal,
      step: async (doWork, isLast = () => false) => {
        const { result, end } = await inCompany(database, claim.companyId, async (trx) => {
          const result = await doWork(trx);
          return { result, end: isLast(result) ? await endInStep(trx, claim) : await goOnInStep(trx, claim) };
        });
        run.end = end;
        return result;
      },
    };
  }

  let sweeping: Promise<void> | null = null;
  let sweptAt: Date | null = null;
  function sweep(): void {
    sweeping ??= dueLanes(database, [...byPrefix.keys()], concurrency)
      .then((lanes) => {
        sweptAt = new Date();
        // What nobody told of (its process was killed) would else wait behind all that is told of meanwhile.
        turns.addFirst(lanes.filter((lane) => !running.has(nameOf(lane))));
        fillPlaces();
      })
      .catch((error: unknown) => log.warn({ err: error }, 'the sweep of the lanes failed'))
      .finally(() => {
        sweeping = null;
      });
  }

  function renew(): void {
    const claims = running
      .values()
      .flatMap(({ claim }) => (claim === null ? [] : [claim]))
      .toArray();
    if (claims.length === 0) return;
    renewLeases(database, claims, leaseSeconds).catch((error: unknown) =>
      log.warn({ err: error }, 'leases could not be renewed'),
    );
  }

  const withdraw = offerToTake(database, take);
  const unsubscribe = await database.listener.subscribe({
    channel: NUDGE_CHANNEL,
    onNotification: (payload) => {
      const lanes = readNudge(payload);
      if (lanes === null) sweep();
      else for (const lane of lanes) take(lane);
    },
    onGap: sweep,
  });
  const sweepTimer = setInterval(sweep, SWEEP_MS);
  const renewTimer = setInterval(renew, (leaseSeconds * 1000) / 4);
  sweep();

  return {
    lastBeatAt: () => sweptAt,
    stop: async () => {
      stopping.abort();
      withdraw();
      unsubscribe();
      clearInterval(sweepTimer);
      for (const alarm of alarms) clearTimeout(alarm);
      await Promise.all([sweeping, ...running.values().map(({ done }) => done)]);
      clearInterval(renewTimer);
    },
  };
}

async function goOnInStep(trx: Trx, claim: Claim): Promise<null> {
  if (!(await renewInStep(trx, claim))) throw new LaneLost(claim.key);
  return null;
}

async function endInStep(trx: Trx, claim: Claim): Promise<Run['end']> {
  const next = await finishRun(trx, claim, null);
  if (next === undefined) throw new LaneLost(claim.key);
  return { next };
}

const nameOf = ({ companyId, key }: LaneId) => `${companyId} ${key}`;
