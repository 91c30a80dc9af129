/**
 * `balcao://conversations/<id>`: an address of the product that mails, calendars and other programs can hold.
 * It only ever opens something: a link comes from anywhere, so it never changes anything.
 */
import { type IpcEvent, ipcEvents } from '../ipc.ts';
import type { Electron } from './electron.ts';

export const LINK_SCHEME = 'balcao';
export type DeepLink = IpcEvent<'deepLink'>;

/** @returns null for whatever is not exactly an address of ours: it is dropped, not guessed at. */
export function parseDeepLink(text: string): DeepLink | null {
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname, search, hash, username } = new URL(text);
  if (protocol !== `${LINK_SCHEME}:` || host !== 'conversations' || search || hash || username) return null;
  const [id = ''] = /^\/([^/]+)\/?$/.exec(pathname)?.slice(1) ?? [];
  const link = ipcEvents.deepLink.safeParse({ kind: 'conversation', conversationId: id });
  return link.success ? link.data : null;
}

/** Windows and Linux hand a link over as an argument of a new process; it may stand anywhere among switches. */
export function deepLinkIn(argv: readonly string[]): DeepLink | null {
  for (const argument of argv) {
    const link = parseDeepLink(argument);
    if (link) return link;
  }
  return null;
}

/** Follows links from all three systems; `second-instance` brings those of Windows and Linux (singleInstance.ts). */
export function followDeepLinks(
  { app }: Pick<Electron, 'app'>,
  { argv, open }: { argv: readonly string[]; open: (link: DeepLink) => void },
): void {
  registerScheme(app, argv);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (link) open(link);
  });
  const first = deepLinkIn(argv);
  if (first) open(first);
}

function registerScheme(app: Electron['app'], argv: readonly string[]): void {
  const [executable = '', entry] = argv;
  // Not packaged, Electron's binary is started with our folder as an argument, and the system must do the same.
  if (!app.isPackaged && entry) app.setAsDefaultProtocolClient(LINK_SCHEME, executable, [entry]);
  else app.setAsDefaultProtocolClient(LINK_SCHEME);
}
