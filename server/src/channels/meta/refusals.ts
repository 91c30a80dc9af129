import { z } from 'zod';
import type { SendOutcome } from '../adapter.ts';
import { retryAfterMs } from '../connection.ts';

/** What a platform's codes mean. Everything else that it refuses with a code stays refused. */
export type RefusalCodes = {
  /** May pass: try again on the usual plan. */
  passing: ReadonlySet<number>;
  /** The account is not let in, whatever the message. */
  blocking: ReadonlySet<number>;
  /** Too fast: whose pace it was, and how long to wait where no `Retry-After` says it. */
  tooFast: ReadonlyMap<number, { whose: 'channel' | 'person'; afterMs: number }>;
};

/**
 * Source: Meta, Cloud API error codes (2026-05). Passing: 1, 2, 131000, 131016 and 133004 are faults of theirs, 131057 is
 * maintenance, 131048 and 133016 limits that say no time. 131049 (marketing cap) is none: it asks not to be tried again
 * soon. Blocking: token and permissions (0, 3, 10, 190, 131005), a number that is gone or not registered (33, 131045,
 * 133010), an account that is locked (368, 131031) or does not pay (131042).
 */
const WHATSAPP: RefusalCodes = {
  passing: new Set([1, 2, 131000, 131016, 131048, 131057, 133004, 133016]),
  blocking: new Set([0, 3, 10, 33, 190, 368, 131005, 131031, 131042, 131045, 133010]),
  tooFast: new Map([
    [130429, { whose: 'channel', afterMs: 1_000 }],
    // Counted by the hour: asking each second would only count as well.
    [4, { whose: 'channel', afterMs: 60_000 }],
    [80007, { whose: 'channel', afterMs: 60_000 }],
    [131056, { whose: 'person', afterMs: 6_000 }],
  ]),
};

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
 * @param codes what the platform's codes mean; WhatsApp's unless told otherwise.
 */
export function refusalOf(
  status: number,
  headers: Headers,
  body: unknown,
  now: number,
  codes: RefusalCodes = WHATSAPP,
): SendOutcome {
  const error = graphError.safeParse(body).data?.error;
  const code = error ? String(error.code) : `http.${status}`;
  const detail = error ? error.error_data?.details || error.message : '';
  const afterMs = status === 429 || status === 503 ? retryAfterMs(headers.get('retry-after'), now) : null;
  const tooFast = error && codes.tooFast.get(error.code);
  if (tooFast) return { kind: 'later', whose: tooFast.whose, afterMs: afterMs ?? tooFast.afterMs, code, detail };
  if (afterMs !== null) return { kind: 'later', whose: 'channel', afterMs, code, detail };
  if (error && codes.blocking.has(error.code)) return { kind: 'blocked', code, detail };
  if (error) return { kind: codes.passing.has(error.code) || status >= 500 ? 'refused' : 'rejected', code, detail };
  if (status === 401) return { kind: 'blocked', code, detail };
  if (status === 429 || status === 503) return { kind: 'refused', code, detail };
  // A gateway's own page says nothing of what happened behind it.
  return { kind: status >= 500 ? 'unclear' : 'rejected', code, detail };
}
