import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { answerNotFound } from './errors.ts';
import { CONSOLE_POLICY } from './security.ts';

/** Built names carry a hash of their content, so whoever has one has the right one. */
const HASHED_FOLDER = 'assets/';
/** Paths of machines: an unknown one is an error there, never the console's page. */
const MACHINE_PATHS =
  /^\/(api|trpc|sync|media|webhooks?|central-atendimento|webchat|ws|oauth|agenda|agendar|a|vaga|healthz|metrics|assets)(\/|$)/;

/**
 * Serves the built console at `/`; every path of a screen answers with its page, and the console's router does the rest.
 *
 * index.html and the service worker are never kept: they name the hashed files of their version, and a kept one would
 * ask for files that a new version no longer has.
 */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.log.warn('the console is not built; run npm run build:console');
    app.setNotFoundHandler(answerNotFound);
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders(reply, path) {
      const hashed = relative(folder, path).replaceAll('\\', '/').startsWith(HASHED_FOLDER);
      reply.header(
        'cache-control',
        hashed ? 'public, max-age=31536000, immutable' : 'no-cache, no-store, must-revalidate',
      );
      reply.header('content-security-policy', CONSOLE_POLICY);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage || MACHINE_PATHS.test(request.url)) return answerNotFound(request, reply);
    reply.sendFile('index.html');
  });
}
