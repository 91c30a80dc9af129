import { z } from 'zod';
import type { Outcome } from './attempt.ts';

/** One attempt as the delivery log shows it. */
export const attemptEntry = z.object({
  at: z.iso.datetime(),
  ms: z.number(),
  /** HTTP status; `null` where nobody answered. */
  status: z.int().nullable(),
  /** What came back, cut short. */
  body: z.string(),
  /** Why nobody answered. */
  why: z.enum(['timeout', 'closedAddress', 'tooLarge', 'connection']).nullable(),
  detail: z.string(),
});
export type AttemptEntry = z.infer<typeof attemptEntry>;
export const attemptLog = z.array(attemptEntry);

/** Sent again by hand, a delivery could be attempted for ever: the last so many are kept. */
export const ENTRIES_KEPT = 20;

export function entryOf(outcome: Outcome, at: Date): AttemptEntry {
  const shared = { at: at.toISOString(), ms: outcome.ms };
  return outcome.kind === 'answered'
    ? { ...shared, status: outcome.status, body: outcome.body, why: null, detail: '' }
    : { ...shared, status: null, body: '', why: outcome.why, detail: outcome.detail.slice(0, 500) };
}
