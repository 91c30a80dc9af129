import { Worker } from 'node:worker_threads';
import { type QueueChange, Refusal, whatIfShape } from '@balcao/domain';
import { z } from 'zod';
import type { ReadPast } from './recall.ts';

/** Of fewer, chance tells more than the queue does. */
export const FEWEST_TICKETS = 20;

export type ToSimulate = { read: ReadPast; change: QueueChange };
/** `null`: there are too few tickets, or nobody served any. */
const simulated = z.object({ tickets: z.int(), result: whatIfShape.nullable() });
export type Simulated = z.infer<typeof simulated>;

/** One at a time, so that a curious admin costs a server one core at most; who comes after so many is asked to wait. */
const MOST_IN_LINE = 3;
/** A month of 20,000 tickets takes some seconds; what takes longer than this is broken. */
const LONGEST_MS = 30_000;
const THREAD = new URL('./whatIfThread.ts', import.meta.url);

let latest: Promise<unknown> = Promise.resolve();
let inLine = 0;

/** @throws Refusal `request.tooMany` */
export async function simulateApart(work: ToSimulate): Promise<Simulated> {
  if (inLine >= MOST_IN_LINE) throw new Refusal({ code: 'request.tooMany', retryAfterSeconds: 10 });
  inLine += 1;
  const turn = latest
    .then(() => onThread(work))
    .finally(() => {
      inLine -= 1;
    });
  latest = turn.catch(() => {});
  return turn;
}

function onThread(workerData: ToSimulate): Promise<Simulated> {
  const { promise, resolve, reject } = Promise.withResolvers<Simulated>();
  const thread = new Worker(THREAD, { workerData, resourceLimits: { maxOldGenerationSizeMb: 512 } });
  const late = setTimeout(() => reject(new Error(`a simulation took longer than ${LONGEST_MS} ms`)), LONGEST_MS);
  thread.on('message', (result: unknown) => resolve(simulated.parse(result)));
  thread.on('error', reject);
  thread.on('exit', (code) => reject(new Error(`the simulation ended with ${code} before it had a result`)));
  return promise.finally(() => {
    clearTimeout(late);
    return thread.terminate();
  });
}
