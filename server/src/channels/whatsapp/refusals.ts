import { z } from 'zod';
import type { SendOutcome } from '../adapter.ts';

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
 */
export function refusalOf(status: number, headers: Headers, body: unknown, now: number): SendOutcome {
  const error = graphError.safeParse(body).data?.error;
  const code = error ? String(error.code) : `http.${status}`;
  const detail = error ? error.error_data?.details || error.message : '';
  const afterMs = status === 429 || status === 503 ? retryAfterMs(headers.get('retry-after'), now) : null;
  if (afterMs !== null) return { kind: 'later', afterMs, code, detail };
  if (error) return { kind: PASSING.has(error.code) || status >= 500 ? 'refused' : 'rejected', code, detail };
  if (status === 429 || status === 503) return { kind: 'refused', code, detail };
  // A gateway's own page says nothing of what happened behind it.
  return { kind: status >= 500 ? 'unclear' : 'rejected', code, detail };
}

/** A platform that asks for more is asked again after an hour: it may have changed its mind. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const SHORTEST_WAIT_MS = 1000;

function retryAfterMs(header: string | null, now: number): number | null {
  if (!header) return null;
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, SHORTEST_WAIT_MS), LONGEST_WAIT_MS) : null;
}

/**
 * Failures of the connection before the first byte of a request left: nothing can have been sent.
 * Source: Node's system error codes, and undici's `UND_ERR_CONNECT_TIMEOUT`.
 */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export function connectionFailure(error: unknown): SendOutcome {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: NEVER_LEFT.has(code) ? 'refused' : 'unclear', code: `connection.${code}`, detail };
}

/** `fetch` hides the reason in `cause`; with several addresses tried, in the first of `errors`. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error && inner.name === 'TimeoutError' ? 'timeout' : 'failed';
}
