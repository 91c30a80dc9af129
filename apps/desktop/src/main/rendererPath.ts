import { basename, join, normalize, sep } from 'node:path';
import { CONSOLE_HOST } from './origin.ts';

export type RendererPath = { kind: 'file'; path: string } | { kind: 'page' } | { kind: 'refused' };

/**
 * Says which file of the built console an `app://balcao/…` address means.
 *
 * @param root absolute folder of the built console; nothing outside it is ever named.
 * @returns `page` for an address of the console's own router (no dot in its last part): answer with index.html.
 *   `refused` for another host, an address that climbs out, or one that cannot be decoded.
 */
export function rendererPath(address: string, root: string): RendererPath {
  if (!URL.canParse(address)) return { kind: 'refused' };
  const url = new URL(address);
  if (url.host !== CONSOLE_HOST) return { kind: 'refused' };
  const decoded = decode(url.pathname);
  if (decoded === null || decoded.includes('\0') || decoded.includes('\\')) return { kind: 'refused' };
  const path = normalize(join(root, decoded));
  if (path === root || path === root + sep) return { kind: 'page' };
  if (!path.startsWith(root + sep)) return { kind: 'refused' };
  return basename(path).includes('.') ? { kind: 'file', path } : { kind: 'page' };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
