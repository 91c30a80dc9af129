import { z } from 'zod';
import type { Failure } from '../messages/status.ts';

/**
 * The circuit breaker of a channel (INB-04): while a platform refuses everything, messages wait instead of failing.
 *
 *   closed ──a run of failures, or a refused account──▶ open ──due──▶ probing ──failed──▶ open, for longer
 *     ▲                                                  │               │ └──due (nobody heard of the probe)──▶ open
 *     └──────────────────── succeeded ───────────────────┴───────────────┘
 *
 * All servers share one (it is a row), so that one probe goes out at a time, whoever makes it. Times are epoch ms.
 */
const failure = z.object({ code: z.string(), detail: z.string() });
/** `failing`: it may pass by itself. `refused`: the account itself is, until a person changes something. */
const cause = z.enum(['failing', 'refused']);
const stopped = { cause, reason: failure, since: z.number(), openings: z.int().positive() };

export const breakerSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('closed'),
    failures: z.int().nonnegative(),
    lastFailedAt: z.number().nullable(),
    lastFailedIn: z.string().nullable(),
  }),
  z.object({ state: z.literal('open'), ...stopped, probeAt: z.number() }),
  z.object({ state: z.literal('probing'), ...stopped, until: z.number() }),
]);
export type Breaker = z.output<typeof breakerSchema>;
export type BreakerCause = z.output<typeof cause>;

export type BreakerEvent =
  /** The platform answered about a message, be it with a refusal of that message alone. */
  | { type: 'succeeded'; at: number }
  /**
   * It may pass: 5xx, no connection, no answer. `conversationId` where the message itself may be what the platform cannot
   * stand, `null` where it never saw it: one message that fails again and again says nothing of the others.
   */
  | { type: 'failed'; at: number; reason: Failure; conversationId: string | null }
  /** The account is not let in: every message would be refused. */
  | { type: 'refused'; at: number; reason: Failure }
  /** The time at which the state itself wants to go on. */
  | { type: 'due'; at: number }
  /** A person changed the credentials, or had the channel tested. */
  | { type: 'mended'; at: number };

export const CLOSED: Breaker = { state: 'closed', failures: 0, lastFailedAt: null, lastFailedIn: null };

/** In a row, over all conversations. Lower: a hiccup stops a channel. Higher: more messages use attempts in an outage. */
export const OPENS_AFTER_FAILURES = 5;
/** A failure so old is no part of a run. */
const RUN_WITHIN_MS = 10 * 60_000;
/** Until the 1st, 2nd … probe; then as the last. Lower: more calls into an outage. Higher: messages wait on after it. */
const PROBE_AFTER_SECONDS: Record<BreakerCause, readonly number[]> = {
  failing: [5, 10, 20, 40, 60],
  refused: [60, 120, 300, 600],
};
/** Longer than any call takes (20 s, with a file 2 minutes): the prober was killed. */
const PROBE_TAKES_AT_MOST_MS = 150_000;

type Moves = { [State in Breaker['state']]: Record<BreakerEvent['type'], Move<Extract<Breaker, { state: State }>>> };
type Move<From> = (from: From, event: BreakerEvent) => Breaker;

const stay = <From extends Breaker>(from: From): Breaker => from;
const close = (): Breaker => CLOSED;

const MOVES: Moves = {
  closed: {
    succeeded: close,
    failed: (from, event) => {
      const place = event.type === 'failed' ? event.conversationId : null;
      const inRun = from.lastFailedAt !== null && event.at - from.lastFailedAt <= RUN_WITHIN_MS;
      const isAnother = place === null || place !== from.lastFailedIn;
      const failures = inRun ? from.failures + (isAnother ? 1 : 0) : 1;
      if (failures >= OPENS_AFTER_FAILURES) return opened('failing', event, event.at, 1);
      return { state: 'closed', failures, lastFailedAt: event.at, lastFailedIn: place };
    },
    refused: (_from, event) => opened('refused', event, event.at, 1),
    due: stay,
    mended: close,
  },
  open: {
    // A call that was under way when it opened: the platform takes messages after all.
    succeeded: close,
    failed: stay,
    refused: (from, event) => (from.cause === 'refused' ? from : opened('refused', event, from.since, 1)),
    due: (from, event) => (event.at >= from.probeAt ? probing(from, event.at) : from),
    mended: (from, event) => ({ ...from, probeAt: Math.min(from.probeAt, event.at) }),
  },
  probing: {
    succeeded: close,
    failed: (from, event) => opened('failing', event, from.since, from.openings + 1),
    refused: (from, event) => opened('refused', event, from.since, from.openings + 1),
    due: (from, event) => (event.at >= from.until ? { ...shared(from), state: 'open', probeAt: event.at } : from),
    mended: stay,
  },
};

/** @returns the same object where the event changes nothing. */
export function breakerAfter(breaker: Breaker, event: BreakerEvent): Breaker {
  switch (breaker.state) {
    case 'closed':
      return MOVES.closed[event.type](breaker, event);
    case 'open':
      return MOVES.open[event.type](breaker, event);
    case 'probing':
      return MOVES.probing[event.type](breaker, event);
  }
}

/** When the breaker wants to be told `due`; `null` while it is closed. */
export function breakerDueAt(breaker: Breaker): number | null {
  switch (breaker.state) {
    case 'closed':
      return null;
    case 'open':
      return breaker.probeAt;
    case 'probing':
      return breaker.until;
  }
}

function opened(cause: BreakerCause, event: BreakerEvent, since: number, openings: number): Breaker {
  const reason = 'reason' in event ? event.reason : { code: '', detail: '' };
  const waits = PROBE_AFTER_SECONDS[cause];
  const seconds = waits[Math.min(openings, waits.length) - 1] ?? 60;
  return { state: 'open', cause, reason, since, openings, probeAt: event.at + seconds * 1000 };
}

type Stopped = Exclude<Breaker, { state: 'closed' }>;
const shared = ({ cause, reason, since, openings }: Stopped) => ({ cause, reason, since, openings });
const probing = (from: Stopped, at: number): Breaker => ({
  ...shared(from),
  state: 'probing',
  until: at + PROBE_TAKES_AT_MOST_MS,
});
