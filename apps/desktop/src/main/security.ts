/**
 * What pages inside the shell may not do. Each rule names its point of Electron's security checklist:
 * https://www.electronjs.org/docs/latest/tutorial/security
 *
 * The rules hold for every page that ever exists in the process, not only for our window: a page that got in by some
 * mistake finds the same doors shut. Point 7 (CSP) is in contentSecurityPolicy.ts, 17 (sender of IPC) in ipcServer.ts,
 * 18 (no file:) in protocol.ts. Points 6, 8, 9 and 10 are Electron's defaults, which nothing here weakens.
 */
import type { WebContents, WebPreferences } from 'electron';
import type { Electron } from './electron.ts';
import type { Log } from './log.ts';
import { originOf } from './origin.ts';
import { mayUse } from './permissions.ts';

export const consoleWebPreferences = (preload: string): WebPreferences => ({
  preload,
  // https://www.electronjs.org/docs/latest/tutorial/security#2-do-not-enable-nodejs-integration-for-remote-content
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  // https://www.electronjs.org/docs/latest/tutorial/security#3-enable-context-isolation
  contextIsolation: true,
  // https://www.electronjs.org/docs/latest/tutorial/security#4-enable-process-sandboxing
  sandbox: true,
  // https://www.electronjs.org/docs/latest/tutorial/security#11-do-not-use-allowpopups-for-webviews
  webviewTag: false,
  webSecurity: true,
  spellcheck: true,
  // Hidden in the tray the console still receives and announces messages; throttled, its reconnection timers would
  // fire once a minute. The cost is some processor time while hidden.
  backgroundThrottling: false,
});

/**
 * @param trusted whether an origin is the console's own.
 * @param openLink what becomes of a link that wants a window: the system's browser, never a window of ours.
 */
export function restrictPages(
  { app, session }: Pick<Electron, 'app' | 'session'>,
  {
    trusted,
    openLink,
    log,
  }: { trusted: (origin: string | null) => boolean; openLink: (url: string) => void; log: Log },
): void {
  app.on('web-contents-created', (_event, contents) => {
    denyNavigation(contents, trusted, log);
    // https://www.electronjs.org/docs/latest/tutorial/security#14-disable-or-limit-creation-of-new-windows
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url);
      return { action: 'deny' };
    });
    // https://www.electronjs.org/docs/latest/tutorial/security#12-verify-webview-options-before-creation
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });

  // https://www.electronjs.org/docs/latest/tutorial/security#5-handle-session-permission-requests-from-remote-content
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const media = 'mediaTypes' in details ? details.mediaTypes : undefined;
    answer(trusted(originOf(details.requestingUrl)) && mayUse(permission, media));
  });
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const media = details.mediaType ? [details.mediaType] : undefined;
    return trusted(originOf(origin)) && mayUse(permission, media);
  });
  session.defaultSession.setDevicePermissionHandler(() => false);
}

/** https://www.electronjs.org/docs/latest/tutorial/security#13-disable-or-limit-navigation */
function denyNavigation(contents: WebContents, trusted: (origin: string | null) => boolean, log: Log): void {
  const guard = (details: { url: string; preventDefault: () => void }) => {
    if (trusted(originOf(details.url))) return;
    details.preventDefault();
    // The origin alone: the rest of an address may hold personal data.
    log.warn('navigation refused', { origin: originOf(details.url) });
  };
  contents.on('will-frame-navigate', guard);
  contents.on('will-redirect', guard);
}
