/**
 * How fast one person may be written to: a burst, then one message in `everyMs`. As a bucket that fills again with time,
 * kept in one number: `fullAt`, when it is full again (epoch ms).
 */
export type PairPace = { burst: number; everyMs: number };

/**
 * When the next message to somebody may leave.
 * @param fullAt `null` or past: nothing was sent lately.
 * @returns `now` with the `fullAt` to keep once it was sent, or the time to wait for.
 */
export function pairTurn(
  { burst, everyMs }: PairPace,
  fullAt: number | null,
  now: number,
): { kind: 'now'; fullAt: number } | { kind: 'wait'; until: number } {
  const from = Math.max(fullAt ?? now, now);
  const until = from - (burst - 1) * everyMs;
  return until > now ? { kind: 'wait', until } : { kind: 'now', fullAt: from + everyMs };
}
