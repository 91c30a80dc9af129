import type { Now, Timers } from '../../clock.ts';
import type { Struck } from '../../faults.ts';
import type { Account } from '../accounts.ts';
import type { Delays } from '../settings.ts';
import { attempt, type Outcome } from './attempt.ts';
import { signature } from './sign.ts';

/**
 * Carries deliveries to the product: at least once, repeated with growing waits until it answers 200.
 *
 * Deliveries about one person keep their order, which Meta does not promise: whoever stops the server, writes three messages
 * on the phone and starts it again wants to read them as written. Disorder comes on demand, by the fault `reorder`.
 * While the product is down or fails (no answer, 5xx) a person's later deliveries wait behind the first; one that it refuses
 * for what it is (4xx) is repeated aside, so that a single bad delivery holds up nobody.
 */
export type Courier = {
  /** Resolves with the outcome of the first attempt. */
  carry(parcel: Parcel): Promise<Outcome>;
  /** Breaks off and forgets everything not yet delivered. */
  reset(): void;
};

export type Parcel = {
  account: Account;
  bytes: Buffer<ArrayBuffer>;
  /** Deliveries of one lane keep their order. */
  lane: string;
  struck: Struck;
  /** For the log on the phone page. */
  about: string;
  /** Runs when the product has taken it, at the first attempt or the last. */
  onAccepted?: () => void;
};

type Job = Parcel & { stop: AbortSignal; bornAt: number; attempts: number; settle(outcome: Outcome): void };
type Lane = { jobs: Job[]; running: boolean; blocked: boolean; heldBack: Job | null };

type CourierNeeds = {
  now: Now;
  timers: Timers;
  /** The number as it is connected now: an address or a secret that was put right counts from the next attempt. */
  account(phoneNumberId: string): Account | null;
  delays(): Delays;
  tell(about: string, outcome: Outcome): void;
};

export function createCourier({ now, timers, account, delays, tell }: CourierNeeds): Courier {
  const lanes = new Map<string, Lane>();
  let stopping = new AbortController();

  function laneOf(name: string): Lane {
    const known = lanes.get(name);
    if (known) return known;
    const fresh: Lane = { jobs: [], running: false, blocked: false, heldBack: null };
    lanes.set(name, fresh);
    return fresh;
  }

  async function run(lane: Lane): Promise<void> {
    if (lane.running) return;
    lane.running = true;
    for (let job = lane.jobs[0]; job; job = lane.jobs[0]) {
      const outcome = await tryOnce(job);
      if (job.stop.aborted) return;
      if (productIsDown(outcome) && !tooOld(job)) {
        lane.blocked = true;
        for (const behind of lane.jobs) behind.settle({ kind: 'waiting' });
        if (!(await timers.pause(waitBefore(job)))) return;
        continue;
      }
      lane.blocked = false;
      lane.jobs.shift();
      if (outcome.kind === 'refused') void repeatAside(job);
      releaseHeldBack(lane);
    }
    lane.running = false;
  }

  async function repeatAside(job: Job): Promise<void> {
    while (!tooOld(job) && (await timers.pause(waitBefore(job)))) {
      if ((await tryOnce(job)).kind === 'accepted' || job.stop.aborted) return;
    }
  }

  async function tryOnce(job: Job): Promise<Outcome> {
    job.attempts += 1;
    const struck = job.attempts === 1 ? job.struck : {};
    if (struck.slow && !(await timers.pause(struck.slow.ms))) return { kind: 'unreachable', reason: 'stopped' };
    const outcome = await post(job, struck);
    job.settle(outcome);
    if (job.stop.aborted) return outcome;
    if (outcome.kind === 'accepted') job.onAccepted?.();
    tell(job.about, outcome);
    return outcome;
  }

  async function post(job: Job, struck: Struck): Promise<Outcome> {
    const { bytes, stop } = job;
    const { webhookUrl, appSecret } = account(job.account.phoneNumberId) ?? job.account;
    const sign = signature(bytes, appSecret);
    const timeoutMs = delays().webhookTimeoutMs;
    if (struck.drop?.when === 'before') return { kind: 'unreachable', reason: 'fault: never arrived' };
    if (struck.error) {
      const half = bytes.subarray(0, Math.floor(bytes.length / 2));
      const answer = await attempt(webhookUrl, half, sign, timeoutMs, stop);
      return {
        kind: 'unreachable',
        reason: `fault: cut in half on the way (${'status' in answer ? answer.status : answer.kind})`,
      };
    }
    const copies = Array.from({ length: struck.duplicate?.copies ?? 1 }, () =>
      attempt(webhookUrl, bytes, sign, timeoutMs, stop),
    );
    const outcomes = await Promise.all(copies);
    if (struck.drop) return { kind: 'unreachable', reason: 'fault: the answer was lost' };
    return outcomes.find((outcome) => outcome.kind === 'accepted') ?? outcomes[0] ?? { kind: 'waiting' };
  }

  function waitBefore(job: Job): number {
    const waits = delays().webhookRetryMs;
    return waits[Math.min(job.attempts, waits.length) - 1] ?? 1_000;
  }

  const tooOld = (job: Job) => now() - job.bornAt > delays().giveUpAfterMs;

  function releaseHeldBack(lane: Lane): void {
    const job = lane.heldBack;
    if (!job) return;
    lane.heldBack = null;
    lane.jobs.push(job);
    void run(lane);
  }

  return {
    carry(parcel) {
      const lane = laneOf(parcel.lane);
      return new Promise((settle) => {
        const job: Job = { ...parcel, stop: stopping.signal, bornAt: now(), attempts: 0, settle };
        // One is held at a time: when every delivery is struck, each second one overtakes the one before it.
        if (parcel.struck.reorder && !lane.heldBack) {
          lane.heldBack = job;
          timers.after(parcel.struck.reorder.ms, () => lane.heldBack === job && releaseHeldBack(lane));
          settle({ kind: 'waiting' });
          return;
        }
        lane.jobs.push(job);
        if (lane.blocked) settle({ kind: 'waiting' });
        void run(lane);
      });
    },
    reset() {
      lanes.clear();
      stopping.abort();
      stopping = new AbortController();
    },
  };
}

const productIsDown = (outcome: Outcome) =>
  outcome.kind === 'unreachable' || (outcome.kind === 'refused' && outcome.status >= 500);
