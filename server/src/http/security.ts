/** What browsers are told about us, in one place. Source: OWASP Secure Headers Project. */
import type { FastifyInstance } from 'fastify';

/** The desktop's renderer; every other page is the same origin or none of our business (PLAT-06). */
const DESKTOP_ORIGIN = 'app://balcao';
const DESKTOP_PATHS = ['/trpc/', '/sync', '/media/', '/uploads'];

/**
 * The console runs its own scripts and styles and nobody else's (docs/decisions/0042: nothing of it injects a style).
 */
export const CONSOLE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
].join('; ');

/** For everything that is data, not a page: nothing may run, load or be framed. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({
      'content-security-policy': DATA_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), payment=(), usb=(), microphone=(self)',
    });
  });
}

/** Answers a page of the desktop's origin, and no other, on the paths that a console uses. Tokens travel in a header, so no credentials. */
export function corsForDesktop(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!DESKTOP_PATHS.some((path) => request.url.startsWith(path))) return;
    reply.header('vary', 'origin');
    if (request.headers.origin !== DESKTOP_ORIGIN) return;
    reply.headers({
      'access-control-allow-origin': DESKTOP_ORIGIN,
      'access-control-expose-headers':
        'x-correlation-id, retry-after, location, upload-offset, upload-length, tus-resumable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    if (request.method !== 'OPTIONS') return;
    await reply
      .headers({
        'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE, OPTIONS',
        'access-control-allow-headers':
          'authorization, content-type, x-correlation-id, x-company-domain, trpc-accept, range, ' +
          'tus-resumable, upload-length, upload-metadata, upload-offset',
        'access-control-max-age': '7200',
      })
      .code(204)
      .send();
  });
}
