import { z } from 'zod';
import type { SendOutcome } from '../adapter.ts';
import { retryAfterMs } from '../connection.ts';

/**
 * Errors that may pass: try again on the usual plan. Everything else that Meta refuses with a code stays refused.
 * Source: Meta, Cloud API error codes (2026-05): 1, 2 and 131000, 131016 and 133004 are faults of theirs; 131057 is
 * maintenance; the rest are limits of pace. 131049 (marketing cap) is not here: it asks not to be tried again soon.
 */
const PASSING = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131048, 131056, 131057, 133004, 133016]);

const graphError = z.looseObject({
  error: z.looseObject({
    code: z.number(),
    message: z.string().default(''),
    error_data: z.looseObject({ details: z.string().default('') }).nullish(),
  }),
});

/**
 * What an answer other than a success means.
 * @param now epoch milliseconds: `Retry-After` may be a date.
 * @param passing codes of errors that may pass; WhatsApp's unless told otherwise.
 */
export function refusalOf(
  status: number,
  headers: Headers,
  body: unknown,
  now: number,
  passing: ReadonlySet<number> = PASSING,
): SendOutcome {
  const error = graphError.safeParse(body).data?.error;
  const code = error ? String(error.code) : `http.${status}`;
  const detail = error ? error.error_data?.details || error.message : '';
  const afterMs = status === 429 || status === 503 ? retryAfterMs(headers.get('retry-after'), now) : null;
  if (afterMs !== null) return { kind: 'later', afterMs, code, detail };
  if (error) return { kind: passing.has(error.code) || status >= 500 ? 'refused' : 'rejected', code, detail };
  if (status === 429 || status === 503) return { kind: 'refused', code, detail };
  // A gateway's own page says nothing of what happened behind it.
  return { kind: status >= 500 ? 'unclear' : 'rejected', code, detail };
}
