import type { FastifyBaseLogger, FastifyReply } from 'fastify';
import type { Now, Timers } from '../clock.ts';
import type { Fault, Faults, FaultTarget } from '../faults.ts';

/** What the smaller platforms (everything but WhatsApp) share: their ground, their deliveries, their faults. */
export type Ground = { now: Now; timers: Timers; faults: Faults; log: FastifyBaseLogger };

/** What the product sent, as `GET /_sim/<platform>/outbox` lists it. */
/** `file`: what came with it, or was fetched from where it lies. */
export type Sent = {
  id: string;
  to: string;
  text: string;
  at: number;
  status: string;
  body: unknown;
  file?: { mime: string; sizeBytes: number };
};

export type Parcel = {
  url: string;
  bytes: string;
  headers(bytes: string): Record<string, string>;
  target?: FaultTarget;
};
export type DeliveryOutcome = { status: number | null; attempts: number };

/** A platform repeats what is not taken, with growing waits; five times here, which is enough for a restart. */
const REPEAT_AFTER_MS = [1_000, 3_000, 10_000, 30_000];

/** Carries one delivery. @returns how the first attempt ended; repetitions go on behind it. */
export async function deliver(ground: Ground, platform: string, parcel: Parcel): Promise<DeliveryOutcome> {
  const struck = ground.faults.strike(platform, parcel.target ?? 'webhook');
  if (struck.slow) await ground.timers.pause(struck.slow.ms);
  if (struck.drop?.when === 'before') {
    void repeat(ground, parcel, 0);
    return { status: null, attempts: 0 };
  }
  const copies = Array.from({ length: struck.duplicate?.copies ?? 1 }, () => post(parcel));
  const statuses = await Promise.all(copies);
  const status = statuses.find(isTaken) ?? statuses[0] ?? null;
  if (struck.drop || !isTaken(status)) void repeat(ground, parcel, 0);
  return { status, attempts: copies.length };
}

const isTaken = (status: number | null | undefined): boolean => status !== null && status !== undefined && status < 300;

async function repeat(ground: Ground, parcel: Parcel, done: number): Promise<void> {
  const wait = REPEAT_AFTER_MS[done];
  if (wait === undefined || !(await ground.timers.pause(wait))) return;
  if (!isTaken(await post(parcel))) await repeat(ground, parcel, done + 1);
}

/** Signed anew at each attempt: some platforms sign a time stamp. @returns `null` when nobody answered. */
async function post({ url, bytes, headers }: Parcel): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: headers(bytes),
      body: bytes,
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** Lets the faults of a send strike that come before the platform acts. */
export async function strikeSend(
  { faults, timers }: Ground,
  platform: string,
  reply: FastifyReply,
): Promise<{ kind: 'go'; cutAfter: boolean } | { kind: 'cut' } | { kind: 'error'; fault: Fault }> {
  const { slow, error, drop } = faults.strike(platform, 'send');
  if (slow) await timers.pause(slow.ms);
  if (error) {
    if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter));
    return { kind: 'error', fault: error };
  }
  if (drop?.when === 'before') {
    cut(reply);
    return { kind: 'cut' };
  }
  return { kind: 'go', cutAfter: drop !== undefined };
}

/** Ends the connection without an answer, as a broken line does. */
export function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
