/**
 * `app://balcao/`: the built console, served from its own scheme and not from file:, so that it has an origin
 * (storage, CORS, CSP) and no reach into the disk. Decision: docs/decisions/0051-app-protocol.md.
 */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';
import type { Electron } from './electron.ts';
import { CONSOLE_SCHEME } from './origin.ts';
import { rendererPath } from './rendererPath.ts';

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready; a scheme registered later stays a foreign, insecure one. */
export function registerConsoleScheme({ protocol }: Pick<Electron, 'protocol'>): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: CONSOLE_SCHEME,
      // standard: relative addresses and an origin. secure: WebCrypto and IndexedDB. codeCache: faster second start.
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** @param server asked at each answer, because the user may choose another one while the window is open. */
export function serveConsole(
  { protocol }: Pick<Electron, 'protocol'>,
  { root, server }: { root: string; server: () => string | null },
): void {
  protocol.handle(CONSOLE_SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
    const wanted = rendererPath(request.url, root);
    if (wanted.kind === 'refused') return refusal(404);
    return answer(wanted.kind === 'page' ? join(root, 'index.html') : wanted.path, server());
  });
}

async function answer(path: string, server: string | null): Promise<Response> {
  const body = await readFile(path).catch(() => null);
  if (body === null) return refusal(404);
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy(server),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

const refusal = (status: number): Response => new Response(null, { status });
