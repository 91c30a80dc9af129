import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Refusal } from '@balcao/domain';
import type { FastifyInstance } from 'fastify';

/** `-` is nobody's domain. */
const ASSETS = '/agendar/-/assets';
const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page runs its own script and style, asks this server, and nothing else; nobody may frame it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
].join('; ');

/** Every address of a page is answered with the same document; its script reads the address. */
const PAGES = ['/agendar/:company', '/agendar/:company/:type', '/a/:token', '/vaga/:token'];

/** The built page (apps/booking), some small files: read once. */
export function servePageFiles(app: FastifyInstance, folder: string): void {
  const document = join(folder, 'index.html');
  const html = existsSync(document) ? readFileSync(document) : null;
  if (!html) app.log.warn('the booking page is not built; npm start builds it');
  const files = new Map(
    html === null
      ? []
      : readdirSync(join(folder, 'assets')).map((name) => [name, readFileSync(join(folder, 'assets', name))]),
  );

  for (const path of PAGES) {
    app.get(path, async (_request, reply) => {
      if (!html) throw new Refusal({ code: 'record.notFound', record: 'bookingPage', id: 'index.html' });
      return reply
        .headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' })
        .type('text/html; charset=utf-8')
        .send(html);
    });
  }

  app.get<{ Params: { name: string } }>(`${ASSETS}/:name`, async ({ params: { name } }, reply) => {
    const bytes = files.get(name);
    if (!bytes) throw new Refusal({ code: 'record.notFound', record: 'file', id: name });
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(TYPES[extname(name)] ?? 'application/octet-stream')
      .send(bytes);
  });
}
