/**
 * One promise of time (QUE-10): the first response, the next one, the resolution. Its deadline is computed when it starts
 * or goes on, so that a screen only compares; while it waits (snoozed, or for the contact) it has no deadline, only what
 * is left. All instants are epoch ms by the server's clock, all targets open time.
 */
import { z } from 'zod';
import type { OpeningTimes } from '../companies/openingTimes.ts';

export const slaClock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('running'), deadlineAt: z.number(), warnAt: z.number() }),
  z.object({ kind: z.literal('paused'), leftMs: z.number(), leftToWarnMs: z.number() }),
  z.object({ kind: z.literal('met'), at: z.number() }),
  z.object({ kind: z.literal('breached'), deadlineAt: z.number(), at: z.number() }),
]);
export type SlaClock = z.infer<typeof slaClock>;

/** Share of the target after which the people in charge are warned. */
const WARN_AT = 0.8;

/** @returns `null` where the company is never open within years: then there is nothing to promise. */
export function startClock(targetMs: number, now: number, times: OpeningTimes): SlaClock | null {
  return run(targetMs, targetMs * WARN_AT, now, times);
}

/** A clock past its deadline does not pause any more. */
export function pauseClock(clock: SlaClock, now: number, times: OpeningTimes): SlaClock {
  if (clock.kind !== 'running' || now >= clock.deadlineAt) return clock;
  const leftMs = times.openMsBetween(now, clock.deadlineAt);
  return { kind: 'paused', leftMs, leftToWarnMs: times.openMsBetween(now, clock.warnAt) };
}

export function resumeClock(clock: SlaClock, now: number, times: OpeningTimes): SlaClock {
  if (clock.kind !== 'paused') return clock;
  return run(clock.leftMs, clock.leftToWarnMs, now, times) ?? clock;
}

/** What was promised has happened, in time or not. */
export function settleClock(clock: SlaClock, now: number): SlaClock {
  switch (clock.kind) {
    case 'running':
      return now <= clock.deadlineAt
        ? { kind: 'met', at: now }
        : { kind: 'breached', deadlineAt: clock.deadlineAt, at: now };
    case 'paused':
      return { kind: 'met', at: now };
    case 'met':
    case 'breached':
      return clock;
  }
}

/** The ticket is over, and what was promised never came: broken if its time had run out, else nothing is owed any more. */
export function endClock(clock: SlaClock, now: number): SlaClock | null {
  switch (clock.kind) {
    case 'running':
      return now > clock.deadlineAt ? { kind: 'breached', deadlineAt: clock.deadlineAt, at: now } : null;
    case 'paused':
      return null;
    case 'met':
    case 'breached':
      return clock;
  }
}

export type SlaState = 'onTime' | 'warning' | 'breached' | 'paused' | 'met';

/** When the first of these promises runs out, past or to come; `null`: none runs. */
export function firstDeadline(clocks: readonly (SlaClock | null)[]): number | null {
  const deadlines = clocks.flatMap((clock) => (clock?.kind === 'running' ? [clock.deadlineAt] : []));
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** What a screen shows at `now`. */
export function slaState(clock: SlaClock, now: number): SlaState {
  if (clock.kind !== 'running') return clock.kind;
  if (now > clock.deadlineAt) return 'breached';
  return now >= clock.warnAt ? 'warning' : 'onTime';
}

/** When there is next something to tell of these promises: a warning, then the breach; `null`: nothing runs any more. */
export function nextToTell(clocks: readonly (SlaClock | null)[], now: number): number | null {
  const moments = clocks.flatMap((clock) => (clock?.kind === 'running' ? [clock.warnAt, clock.deadlineAt] : []));
  const next = Math.min(...moments.filter((moment) => moment > now));
  return Number.isFinite(next) ? next : null;
}

function run(leftMs: number, leftToWarnMs: number, now: number, times: OpeningTimes): SlaClock | null {
  const deadlineAt = times.afterOpenMs(now, leftMs);
  const warnAt = times.afterOpenMs(now, leftToWarnMs);
  return deadlineAt === null || warnAt === null ? null : { kind: 'running', deadlineAt, warnAt };
}
