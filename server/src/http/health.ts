/**
 * `/healthz` (PLAT-10): 200 only when everything that a message needs answers in time. Asked by load balancers every
 * few seconds, so each check is cheap and none waits longer than CHECK_WITHIN_MS.
 */
import type { FastifyInstance } from 'fastify';
import { healthcheckFailures } from '../metrics.ts';

/** Lower: a slow disk takes a healthy process out of service. Higher: a hung one stays in. */
const CHECK_WITHIN_MS = 2_000;
/** Workers beat at least every few seconds; several missed beats are no accident. */
const BEAT_EVERY_MS = 30_000;

/** Something that must answer: rejecting or silence is a failure. */
export type Check = { name: string; ask(): Promise<void> };
/** Something that works by itself and says when it last was alive. */
export type Heart = { name: string; lastBeatAt(): Date | null };

export type Health = {
  status: 'ok' | 'failing';
  time: string;
  latency_ms: number;
  components: Record<string, { ok: boolean; latency_ms: number; error?: string }>;
  workers: { name: string; ok: boolean; last_beat_at: string | null }[];
};

export async function healthOf(checks: readonly Check[], hearts: readonly Heart[], now: Date): Promise<Health> {
  const startedAt = performance.now();
  const components = Object.fromEntries(await Promise.all(checks.map(asked)));
  const workers = hearts.map(({ name, lastBeatAt }) => {
    const beat = lastBeatAt();
    const ok = beat !== null && now.getTime() - beat.getTime() < BEAT_EVERY_MS;
    return { name, ok, last_beat_at: beat?.toISOString() ?? null };
  });
  const failing = [
    ...Object.entries(components).flatMap(([name, { ok }]) => (ok ? [] : [name])),
    ...workers.flatMap(({ name, ok }) => (ok ? [] : [name])),
  ];
  for (const component of failing) healthcheckFailures.inc({ component });
  return {
    status: failing.length === 0 ? 'ok' : 'failing',
    time: now.toISOString(),
    latency_ms: rounded(performance.now() - startedAt),
    components,
    workers,
  };
}

async function asked({ name, ask }: Check): Promise<[string, Health['components'][string]]> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_WITHIN_MS} ms`)), CHECK_WITHIN_MS);
  });
  try {
    await Promise.race([ask(), tooLate]);
    return [name, { ok: true, latency_ms: rounded(performance.now() - startedAt) }];
  } catch {
    // What failed is public, why is not: addresses and versions stand in database errors.
    return [name, { ok: false, latency_ms: rounded(performance.now() - startedAt), error: 'no good answer' }];
  } finally {
    clearTimeout(timer);
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

export function serveHealth(app: FastifyInstance, checks: readonly Check[], hearts: readonly Heart[]): void {
  app.get('/healthz', async (_request, reply) => {
    const health = await healthOf(checks, hearts, new Date());
    reply.code(health.status === 'ok' ? 200 : 503).header('cache-control', 'no-store');
    return health;
  });
}
