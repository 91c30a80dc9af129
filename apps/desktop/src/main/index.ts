/**
 * The desktop shell: a window for the console and what a browser cannot give it. No business logic (CON-01).
 * Read from top to bottom: this file is the whole composition, each part is in the file of its name.
 */
import { join } from 'node:path';
import * as everythingOfElectron from 'electron';
import { EVENT_CHANNEL } from '../channels.ts';
import { setApplicationMenu } from './applicationMenu.ts';
import { setBadge } from './badge.ts';
import { readCommandLine } from './commandLine.ts';
import { offerContextMenu } from './contextMenu.ts';
import { followDeepLinks } from './deepLinks.ts';
import type { Electron } from './electron.ts';
import { createEvents } from './events.ts';
import { createExternalLinks } from './externalLinks.ts';
import { createGlobalShortcut } from './globalShortcut.ts';
import { loadIcons } from './icons.ts';
import { serveIpc } from './ipcServer.ts';
import { createLog, errorData } from './log.ts';
import { createNotifications } from './notifications.ts';
import { CONSOLE_ORIGIN, originOf } from './origin.ts';
import { registerConsoleScheme, serveConsole } from './protocol.ts';
import { recoverFromCrashes } from './recovery.ts';
import { createSecrets } from './secrets.ts';
import { restrictPages } from './security.ts';
import { openSettings, shellLanguage } from './settings.ts';
import { becomeTheOnlyInstance } from './singleInstance.ts';
import { createSpellcheck } from './spellcheck.ts';
import { createStartAtLogin } from './startAtLogin.ts';
import { createTray } from './tray.ts';
import { createConsoleWindow } from './window.ts';
import { wordsOf } from './words.ts';
import { createZoom } from './zoom.ts';

const electron: Electron = everythingOfElectron;
const { app } = electron;
const OUT = join(import.meta.dirname, '..');
const { argv } = process;
/** Electron has three; the Unixes that are no macOS behave as Linux. */
const platform = process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
/** `electron-vite dev` serves the console from Vite; a packaged shell never looks at the environment for it. */
const devAddress = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const consoleAddress = devAddress ?? `${CONSOLE_ORIGIN}/`;
const trusted = (origin: string | null) => origin === originOf(consoleAddress);

// Windows files toasts and taskbar entries under it; another id later would lose users' pins.
app.setAppUserModelId('br.balcao.desktop');
const commandLine = readCommandLine(argv);
if (commandLine.profile) app.setPath('userData', commandLine.profile);
const userData = app.getPath('userData');
const logsFolder = join(userData, 'logs');
const log = createLog(logsFolder, () => new Date());
process.on('uncaughtException', (error) => log.error('uncaught exception', errorData(error)));
process.on('unhandledRejection', (error) => log.error('unhandled rejection', errorData(error)));
// Dumps stay in the folder `crashDumps`: what was in a page's memory is somebody's conversation.
electron.crashReporter.start({ uploadToServer: false });
registerConsoleScheme(electron);

let window: ReturnType<typeof createConsoleWindow> | undefined;
let quitting = false;
app.on('before-quit', () => {
  quitting = true;
});
const show = () => window?.show();
const quit = () => app.quit();
const events = createEvents(({ name, payload }) =>
  window?.browserWindow.webContents.send(EVENT_CHANNEL, name, payload),
);
const openLink = (link: Parameters<Parameters<typeof followDeepLinks>[1]['open']>[0]) => {
  events.emit({ name: 'deepLink', payload: link });
  show();
};

if (becomeTheOnlyInstance(electron, { show, open: openLink })) {
  followDeepLinks(electron, { argv, open: openLink });
  app.on('activate', show);
  // The tray keeps the desk running without a window; quitting is said there, in the menu, or by the system.
  app.on('window-all-closed', () => {});
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      log.error('the shell could not start', errorData(error));
      app.exit(1);
    });
} else {
  app.quit();
}

function start(): void {
  const settings = openSettings(join(userData, 'settings.json'), log);
  const serverAddress = () => commandLine.server ?? settings.get().serverAddress;
  let words = wordsOf(shellLanguage(settings.get(), app.getLocale()));
  const icons = loadIcons(electron, { folder: join(OUT, 'icons'), platform });
  const externalLinks = createExternalLinks(electron, log);

  restrictPages(electron, { trusted, openLink: externalLinks.open, log });
  serveConsole(electron, { root: join(OUT, 'renderer'), server: serverAddress });

  const consoleWindow = createConsoleWindow(electron, {
    address: consoleAddress,
    preload: join(OUT, 'preload/index.cjs'),
    icon: icons.file,
    hidden: commandLine.hidden,
    quitting: () => quitting,
    settings,
    log,
  });
  window = consoleWindow;
  const { browserWindow } = consoleWindow;
  const { webContents } = browserWindow;
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) events.forgetListeners();
  });
  offerContextMenu(electron, webContents, () => words);
  recoverFromCrashes(electron, webContents, {
    load: consoleWindow.load,
    words: () => words,
    logsFolder,
    now: Date.now,
    log,
  });

  const zoom = createZoom(webContents, settings);
  const drawMenu = () => setApplicationMenu(electron, { words, platform, zoomBy: zoom.zoomBy, quit });
  drawMenu();
  const tray = createTray(electron, {
    icons: icons.tray,
    words,
    platform,
    open: show,
    quit,
    choose: (availability) => events.emit({ name: 'availabilityChosen', payload: { availability } }),
  });
  const notifications = createNotifications(electron, {
    icon: icons.file,
    log,
    open(conversationId) {
      events.emit({ name: 'notificationOpen', payload: { conversationId } });
      show();
    },
    reply: (conversationId, text) => events.emit({ name: 'notificationReply', payload: { conversationId, text } }),
  });

  serveIpc(electron, {
    trusted,
    log,
    handlers: {
      ...createSecrets(electron, { path: join(userData, 'secrets.json'), platform, log }),
      ...notifications,
      ...zoom.handlers,
      ...createGlobalShortcut(electron, { settings, show, log }),
      ...createSpellcheck(electron, { settings, platform }),
      ...createStartAtLogin(electron, { platform, command: startCommand() }),
      'app.info': () => ({ version: app.getVersion(), electron: process.versions.electron, platform, logsFolder }),
      'app.setLanguage'({ language }) {
        settings.change({ language });
        words = wordsOf(language);
        tray.setWords(words);
        drawMenu();
      },
      'badge.set': ({ count }) => setBadge(electron, browserWindow, { count, dot: icons.dot, platform }),
      'events.listen': ({ event, listening }) => events.listen(event, listening),
      'server.getAddress': serverAddress,
      'server.setAddress'({ address }) {
        commandLine.server = null;
        settings.change({ serverAddress: address });
        return address;
      },
      'shell.openExternal': ({ url }) => externalLinks.open(url),
      'tray.setState': tray.setState,
    },
  });
  consoleWindow.load();
  log.info('started', { version: app.getVersion(), platform });
}

/** How this program is started, for the system to start it again. */
function startCommand(): [string, ...string[]] {
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}
