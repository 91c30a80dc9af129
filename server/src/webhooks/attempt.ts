/** One POST to a receiver, and what came of it. No redirect is followed, and no more is read than is kept. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { ClosedAddress, isClosedHost, publicLookup } from './addresses.ts';

/** Receivers are told to answer first and work later. Longer: a slow one keeps others of its address waiting. */
export const ANSWER_WITHIN_MS = 15_000;
/** Of an answer, for the log. */
const KEPT_CHARACTERS = 2_000;
const READ_BYTES = 16 * 1024;
/** A message is far below; a mail with everything in it may not be. */
export const MOST_BODY_BYTES = 512 * 1024;

export type Outcome =
  | { kind: 'answered'; status: number; body: string; retryAfterSeconds: number | null; ms: number }
  | { kind: 'unanswered'; why: 'timeout' | 'closedAddress' | 'tooLarge' | 'connection'; detail: string; ms: number };

export type Attempt = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Development: addresses that are not on the internet are fine. */
  open: boolean;
  signal: AbortSignal;
  withinMs?: number;
};

export async function attempt({
  url,
  headers,
  body,
  open,
  signal,
  withinMs = ANSWER_WITHIN_MS,
}: Attempt): Promise<Outcome> {
  const startedAt = performance.now();
  const ms = () => Math.round(performance.now() - startedAt);
  const bytes = Buffer.byteLength(body);
  if (bytes > MOST_BODY_BYTES) {
    return { kind: 'unanswered', why: 'tooLarge', detail: `${bytes} bytes, at most ${MOST_BODY_BYTES}`, ms: 0 };
  }
  const { protocol, hostname } = new URL(url);
  if (!open && isClosedHost(hostname)) {
    return { kind: 'unanswered', why: 'closedAddress', detail: `${hostname} is not on the internet`, ms: 0 };
  }
  const late = AbortSignal.timeout(withinMs);
  try {
    const answer = await post(protocol === 'https:' ? overHttps : overHttp, url, body, {
      headers: { ...headers, 'content-length': String(bytes) },
      signal: AbortSignal.any([late, signal]),
      ...(open ? {} : { lookup: publicLookup }),
    });
    return { kind: 'answered', ...answer, ms: ms() };
  } catch (error) {
    // Ours, not the receiver's: the process stops, and whoever comes next tries again.
    if (signal.aborted) throw error;
    if (late.aborted)
      return { kind: 'unanswered', why: 'timeout', detail: `no answer within ${withinMs} ms`, ms: ms() };
    const why = error instanceof ClosedAddress ? 'closedAddress' : 'connection';
    return { kind: 'unanswered', why, detail: error instanceof Error ? error.message : String(error), ms: ms() };
  }
}

type Answer = { status: number; body: string; retryAfterSeconds: number | null };

function post(
  send: typeof overHttp,
  url: string,
  body: string,
  options: Pick<Parameters<typeof overHttp>[1], 'headers' | 'signal' | 'lookup'>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', agent: false, ...options }, (response) => {
      const parts: Buffer[] = [];
      let read = 0;
      const end = () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8').replaceAll('\u0000', '').slice(0, KEPT_CHARACTERS),
          retryAfterSeconds: secondsOf(response.headers['retry-after']),
        });
      response.on('data', (part: Buffer) => {
        parts.push(part);
        read += part.length;
        if (read < READ_BYTES) return;
        end();
        response.destroy();
      });
      response.on('end', end);
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Retry-After in seconds (RFC 9110, 10.2.3); a date counts from now. */
function secondsOf(value: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
