/**
 * The web server with its faces: what main.ts listens with and what tests talk to. Features that have routes of their own
 * (webhooks, files) are mounted by `mount`.
 */
import type { FastifyInstance } from 'fastify';
import { createApp } from './http/app.ts';
import { type CallLimits, createCallLimits } from './http/callLimits.ts';
import { serveConsole } from './http/console.ts';
import type { Ground } from './http/context.ts';
import { type Check, type Heart, serveHealth } from './http/health.ts';
import { serveMetrics } from './http/metricsFace.ts';
import { serveOpenApi } from './http/openapi.ts';
import { restFace } from './http/restFace.ts';
import { trpcFace } from './http/trpcFace.ts';
import { appRouter } from './router.ts';

export type ServerOptions = Omit<Ground, 'limits'> & {
  /** How often one may call; the usual, unless a test says otherwise. */
  limits?: CallLimits;
  checks: readonly Check[];
  hearts: readonly Heart[];
  /** The console as Vite built it. */
  consoleFolder: string;
  /** Routes of features: webhooks, files. */
  mount(app: FastifyInstance): Promise<void>;
};

export async function createServer({
  checks,
  hearts,
  consoleFolder,
  mount,
  limits = createCallLimits(),
  ...rest
}: ServerOptions): Promise<FastifyInstance> {
  const ground: Ground = { ...rest, limits };
  const app = createApp({ log: ground.log });
  serveHealth(app, checks, hearts);
  serveMetrics(app, ground.database);
  serveOpenApi(app, appRouter);
  await trpcFace(app, appRouter, ground);
  await restFace(app, appRouter, ground);
  await mount(app);
  await serveConsole(app, consoleFolder);
  await app.ready();
  return app;
}
