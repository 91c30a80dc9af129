import type { DownloadOutcome, SendOutcome } from './adapter.ts';
import { jsonOf } from './loose.ts';

/** What every platform's HTTP has in common: its time, how long it asks us to wait, and what a broken connection means. */

/**
 * Platforms answer within a second or two. Lower: slow answers become "unclear" and bother a person. Higher: the
 * conversation's lane stands still, and its lease (server/src/jobs) must outlive this.
 */
const CALL_TIMEOUT_MS = 20_000;
const DOWNLOAD_TIMEOUT_MS = 120_000;

/** With a file in it, over a slow line. */
export const UPLOAD_TIMEOUT_MS = 120_000;

export type ConnectionFailure = { kind: 'refused' | 'unclear'; code: string; detail: string };
/** `answer` is the parsed JSON, or undefined where it is none (a gateway's page). */
export type PlatformAnswer = { kind: 'answer'; response: Response; answer: unknown } | ConnectionFailure;

export async function callPlatform(
  url: string,
  call: {
    method?: 'GET' | 'POST';
    headers?: Record<string, string>;
    json?: unknown;
    form?: URLSearchParams | FormData;
    timeoutMs?: number;
  },
): Promise<PlatformAnswer> {
  try {
    const response = await fetch(url, {
      method: call.method ?? 'POST',
      headers: { ...call.headers, ...(call.json === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
      ...(call.form ? { body: call.form } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(call.timeoutMs ?? CALL_TIMEOUT_MS),
    });
    return { kind: 'answer', response, answer: await answerIn(response) };
  } catch (error) {
    return connectionFailure(error);
  }
}

/** Far beyond the longest list of templates; an answer that unpacks to more is none. */
const MOST_ANSWERED_BYTES = 8 * 1024 * 1024;
class AnswerTooLarge extends Error {}

/**
 * The JSON of an answer, or undefined where it is none.
 * @throws what `connectionFailure` tells, also of an answer that is longer than anybody gives: it is not read to its end
 */
export async function answerIn(response: Response): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.byteLength;
    if (length > MOST_ANSWERED_BYTES) throw new AnswerTooLarge(`more than ${MOST_ANSWERED_BYTES} bytes`);
    pieces.push(piece);
  }
  return jsonOf(new TextDecoder().decode(Buffer.concat(pieces)));
}

/**
 * Fetches a file from the address that a platform gave. Only https, or the origin of the account's own base address: an
 * address out of a delivery must not make us read our own network.
 */
export async function downloadFrom(
  address: string,
  { trustedOrigin, headers = {} }: { trustedOrigin: string; headers?: Record<string, string> },
): Promise<DownloadOutcome> {
  const url = URL.parse(address);
  const isTrusted = url !== null && url.origin === URL.parse(trustedOrigin)?.origin;
  if (!url || (url.protocol !== 'https:' && !isTrusted)) {
    return { kind: 'lost', code: 'media.address', detail: 'not an https address' };
  }
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
    if (response.ok && response.body) {
      const mime = response.headers.get('content-type')?.split(';')[0]?.trim() || 'application/octet-stream';
      return { kind: 'file', bytes: response.body, mime };
    }
    // 401 and 429 may pass; every other refusal of a signed, short-lived address is for good.
    const passes = response.status >= 500 || response.status === 401 || response.status === 429;
    return { kind: passes ? 'refused' : 'lost', code: `http.${response.status}`, detail: '' };
  } catch (error) {
    const { code, detail } = connectionFailure(error);
    return { kind: 'refused', code, detail };
  }
}

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

export function connectionFailure(error: unknown): ConnectionFailure {
  if (error instanceof AnswerTooLarge) return { kind: 'unclear', code: 'answer.tooLarge', detail: error.message };
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: NEVER_LEFT.has(code) ? 'refused' : 'unclear', code: `connection.${code}`, detail };
}

/**
 * What an answer other than a success means where the platform's own code says nothing more.
 * @param passes whether the error may pass, by the platform's words; a 5xx without any words is unclear.
 *   `blocks`: whether it concerns the account and not the message.
 */
export function refusalBy(
  response: Response,
  {
    code,
    detail,
    passes,
    blocks = response.status === 401,
  }: { code: string; detail: string; passes: boolean | null; blocks?: boolean },
): SendOutcome {
  const { status, headers } = response;
  const isPace = status === 429 || status === 503;
  const afterMs = isPace ? retryAfterMs(headers.get('retry-after'), Date.now()) : null;
  if (afterMs !== null) return { kind: 'later', whose: 'channel', afterMs, code, detail };
  if (blocks) return { kind: 'blocked', code, detail };
  if (passes ?? isPace) return { kind: 'refused', code, detail };
  if (status >= 500) return { kind: passes === null ? 'unclear' : 'refused', code, detail };
  return { kind: 'rejected', code, detail };
}

/** `fetch` hides the reason in `cause`; with several addresses tried, in the first of `errors`. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (inner instanceof Error && 'code' in inner && typeof inner.code === 'string') return inner.code;
  return inner instanceof Error && inner.name === 'TimeoutError' ? 'timeout' : 'failed';
}
