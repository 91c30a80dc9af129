import type { SendOutcome } from './adapter.ts';

/** What every platform's HTTP has in common: how long it asks us to wait, and what a broken connection means. */

/** A platform that asks for more is asked again after an hour: it may have changed its mind. */
const LONGEST_WAIT_MS = 60 * 60 * 1000;
const SHORTEST_WAIT_MS = 1000;

/**
 * Seconds or a date (RFC 9110, 10.2.3). @param now epoch milliseconds. @returns `null` when the header says nothing usable.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
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
