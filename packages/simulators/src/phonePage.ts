import { readdir, readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const HEADERS = {
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; base-uri 'self'",
};
const folder = new URL('./phone/', import.meta.url);

/** `/_sim/phone`: a page that looks like the customer's phone. Plain files, no build; read anew each time. */
export async function phonePage(app: FastifyInstance): Promise<void> {
  const files = new Set(await readdir(folder));
  app.get('/_sim/phone', (_request, reply) => send('index.html', reply));
  app.get<{ Params: { name: string } }>('/_sim/phone/:name', async (request, reply) =>
    files.has(request.params.name) ? send(request.params.name, reply) : reply.callNotFound(),
  );

  async function send(name: string, reply: FastifyReply): Promise<FastifyReply> {
    return reply
      .type(TYPES[extname(name)] ?? 'application/octet-stream')
      .headers(HEADERS)
      .send(await readFile(new URL(name, folder)));
  }
}
