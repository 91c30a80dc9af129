/**
 * 1,000 consoles' sockets on one server process while 20 messages a second arrive by webhook: each is signed in and
 * follows the changes in the real protocol. What the server's process uses, beside what a bare `ws` server uses that
 * sends frames of the same number and size to as many sockets, in the same run. Not browsers, and nobody pulls.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from '@balcao/simulators';
import { Stack } from '../e2e/stack.ts';
import { atLeast, atMost, type Figure, quantile, told } from './figure.ts';
import { type ProcessCost, processCost } from './processCost.ts';
import type { CrowdReport } from './socketCrowd.ts';

const SOCKETS = 1_000;
const PER_SECOND = 20;
/** Until the engine's heap has the size that the load needs. */
const WARM_UP_SECONDS = 10;
const SECONDS = 25;
const BARE_SECONDS = 10;
const JOINED_WITHIN_MS = 30_000;

export async function run(): Promise<Figure[]> {
  const product = await ofTheProduct();
  const bare = await ofBareSockets(product.framesPerSecond, product.bytesPerFrame);
  const shape = `${product.framesPerSecond.toFixed(1)} frames of ${Math.round(product.bytesPerFrame)} bytes a second to each`;
  return [
    atLeast('sockets still open of 1,000', product.open, 'sockets', SOCKETS, null),
    atMost('1,000 sockets: webhook to each, p95', product.p95Ms, 'ms', 300, `${PER_SECOND} messages/s; ${shape}`),
    atMost(
      '1,000 sockets: memory after by before',
      product.growth,
      'ratio',
      1.2,
      `${Math.round(product.megabytes)} MB after`,
    ),
    told('1,000 sockets: memory each', product.kilobytesEach, 'KB', null),
    atMost('1,000 sockets: processor, cores', product.cores, 'cores', 1, `bare ws: ${bare.toFixed(2)} cores; ${shape}`),
  ];
}

async function ofTheProduct() {
  const stack = await Stack.start();
  try {
    const before = processCost(stack.serverPid);
    const token = await signIn(stack.url);
    await using crowd = await startCrowd([`${stack.url.replace('http', 'ws')}/sync`, String(SOCKETS), token]);
    await sleep(2_000);
    const joined = processCost(stack.serverPid);
    await messages(stack, WARM_UP_SECONDS, []);
    await sleep(1_000);

    const startedAt: number[] = [];
    const [from, reportFrom, cpuAt] = [processCost(stack.serverPid), await crowd.report(), performance.now()];
    const loading = messages(stack, SECONDS, startedAt);
    await loading;
    await sleep(500);
    const [to, reportTo] = [processCost(stack.serverPid), await crowd.report()];
    const seconds = (performance.now() - cpuAt) / 1_000;
    const frames = (reportTo.frames - reportFrom.frames) / SOCKETS;
    const delays = startedAt.map((at, n) => (reportTo.readAt[n + FIRST] ?? Number.POSITIVE_INFINITY) - at);
    return {
      open: reportTo.open,
      p95Ms: quantile(delays, 0.95),
      cores: cores(from, to, seconds),
      growth: to.megabytes / from.megabytes,
      megabytes: to.megabytes,
      kilobytesEach: ((joined.megabytes - before.megabytes) * 1_024) / SOCKETS,
      framesPerSecond: frames / seconds,
      bytesPerFrame: (reportTo.bytes - reportFrom.bytes) / SOCKETS / frames,
    };
  } finally {
    await stack.close();
  }
}

/** The numbers of the warm-up's messages lie below. */
const FIRST = 100_000;

/** @param startedAt takes when each delivery started; empty and never looked at for the warm-up. */
async function messages(stack: Stack, seconds: number, startedAt: number[]): Promise<void> {
  const { others } = await load({
    account: { webhookUrl: `${stack.url}/webhooks/whatsapp/` },
    perSecond: PER_SECOND,
    seconds,
    people: 200,
    text: (n) => `Pergunta ${n + (seconds === SECONDS ? FIRST : 0)}.`,
    onStart: ({ n }) => {
      startedAt[n] = Date.now();
    },
  });
  if (others.length > 0) throw new Error(`${others.length} deliveries were not accepted`);
}

async function ofBareSockets(framesPerSecond: number, bytesPerFrame: number): Promise<number> {
  const bare = forked('bareFanOut.ts', [String(framesPerSecond), String(Math.round(bytesPerFrame))]);
  const [port] = await once(bare, 'message');
  try {
    await using _crowd = await startCrowd([`ws://127.0.0.1:${port}`, String(SOCKETS)]);
    const pid = bare.pid ?? 0;
    bare.send('begin');
    await sleep(2_000);
    const from = processCost(pid);
    await sleep(BARE_SECONDS * 1_000);
    return cores(from, processCost(pid), BARE_SECONDS);
  } finally {
    bare.disconnect();
  }
}

const cores = (from: ProcessCost, to: ProcessCost, seconds: number) => (to.cpuSeconds - from.cpuSeconds) / seconds;

const forked = (file: string, args: string[]): ChildProcess => fork(new URL(file, import.meta.url), args);

async function startCrowd(args: string[]) {
  const crowd = forked('socketCrowd.ts', args);
  const next = async () => {
    const [report]: CrowdReport[] = await once(crowd, 'message', { signal: AbortSignal.timeout(JOINED_WITHIN_MS) });
    if (!report) throw new Error('the crowd said nothing');
    return report;
  };
  const { joined } = await next();
  if (joined !== SOCKETS) throw new Error(`${joined} of ${SOCKETS} sockets joined`);
  return {
    report() {
      crowd.send('report');
      return next();
    },
    async [Symbol.asyncDispose]() {
      const ended = once(crowd, 'exit');
      crowd.disconnect();
      await ended;
    },
  };
}

async function signIn(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'attendant@demo.local', password: 'balcao-demo' }),
  });
  const { accessToken } = (await response.json()) as { accessToken?: string };
  if (!accessToken) throw new Error(`signing in was answered with ${response.status}`);
  return accessToken;
}
