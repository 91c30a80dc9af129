/**
 * Chromium loads no scheme of ours without Electron, so `app://balcao/x` is shown as `http://balcao.app.localhost/x`:
 * an origin of its own, and a secure context like the scheme that main registers. Everybody outside the page (main,
 * servers) is told the true address.
 */
const SHOWN_HOST = /^([a-z0-9-]+)\.([a-z0-9-]+)\.localhost$/;

export function shownAddress(address: string, schemes: ReadonlySet<string>): string {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  if (!schemes.has(scheme)) return address;
  return `http://${url.host}.${scheme}.localhost${url.pathname}${url.search}${url.hash}`;
}

export function trueAddress(shown: string): string {
  if (!URL.canParse(shown)) return shown;
  const { hostname, pathname, search, hash } = new URL(shown);
  const [, host, scheme] = SHOWN_HOST.exec(hostname) ?? [];
  return host ? `${scheme}://${host}${pathname}${search}${hash}` : shown;
}

/** `app://balcao` for the origin of a page of ours, anything else unchanged. */
export function trueOrigin(origin: string): string {
  const address = trueAddress(origin);
  return address === origin ? origin : address.replace(/\/$/, '');
}
