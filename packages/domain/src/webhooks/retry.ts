/**
 * When an outgoing webhook is tried again, by the schedule that Standard Webhooks recommends (standardwebhooks.com, spec,
 * "Deliverability and reliability"): ten attempts over about three days.
 */
const MINUTE = 60;
const HOUR = 60 * MINUTE;
export const WEBHOOK_RETRY_AFTER_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** So far a wait is stretched at most, so that what failed together does not come back together. */
const JITTER = 0.2;
/** A receiver that asks for more patience than a day gets a day. */
const MOST_RETRY_AFTER_SECONDS = 24 * HOUR;

/**
 * @param attempts failed ones so far, at least 1.
 * @param asked seconds of the receiver's `Retry-After`; waits never get shorter by it.
 * @param chance uniform in [0, 1).
 * @returns milliseconds to wait, or `null` after the last attempt.
 */
export function webhookRetryMs(attempts: number, asked: number | null, chance: number): number | null {
  const seconds = WEBHOOK_RETRY_AFTER_SECONDS[attempts - 1];
  if (seconds === undefined) return null;
  const stretched = seconds * (1 + JITTER * chance);
  return Math.max(stretched, Math.min(asked ?? 0, MOST_RETRY_AFTER_SECONDS)) * 1000;
}

/** Shorter: a long week-end of the receiver's server switches it off. Longer: work for nobody goes on. */
export const DISABLED_AFTER_HOURS = 72;

/** Whether an address that answered nothing well since `failingSinceMs` is given up. */
export function isGivenUp(failingSinceMs: number, nowMs: number): boolean {
  return nowMs - failingSinceMs >= DISABLED_AFTER_HOURS * HOUR * 1000;
}
