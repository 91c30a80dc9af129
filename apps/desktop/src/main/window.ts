/** The one window: where it opens, when it is shown, and that closing it only hides it while the tray is there. */
import type { BrowserWindow, Rectangle } from 'electron';
import { MINIMUM_SIZE, placeWindow } from './bounds.ts';
import type { Electron } from './electron.ts';
import { errorData, type Log } from './log.ts';
import { consoleWebPreferences } from './security.ts';
import type { SettingsStore } from './settings.ts';

/** Writing at each pixel of a drag would wear the disk; later, a kill right after a move forgets it. */
const REMEMBER_AFTER_MS = 500;

export type ConsoleWindow = {
  browserWindow: BrowserWindow;
  show(): void;
  load(): void;
};

export function createConsoleWindow(
  { BrowserWindow, screen, nativeTheme }: Pick<Electron, 'BrowserWindow' | 'screen' | 'nativeTheme'>,
  options: {
    address: string;
    preload: string;
    icon: string;
    /** Started at login: the desk is there, in the tray, without a window in the way. */
    hidden: boolean;
    quitting: () => boolean;
    settings: SettingsStore;
    log: Log;
  },
): ConsoleWindow {
  const { settings, log } = options;
  const remembered = settings.get().window;
  const window = new BrowserWindow({
    ...placeWindow(remembered?.bounds ?? null, workAreas(screen)),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    // The colour of the page's paper (look/tokens.css): no white flash before the first paint.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#171614' : '#faf9f7',
    icon: options.icon,
    title: 'Balcão',
    autoHideMenuBar: true,
    webPreferences: consoleWebPreferences(options.preload),
  });

  const show = () => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };

  window.once('ready-to-show', () => {
    if (options.hidden) return;
    if (remembered?.maximized) window.maximize();
    show();
  });
  window.on('close', (event) => {
    if (options.quitting()) return;
    event.preventDefault();
    window.hide();
  });
  rememberPlace(window, settings);

  const load = () => {
    window.loadURL(options.address).catch((error: unknown) => log.error('the console did not load', errorData(error)));
  };
  window.webContents.on('did-finish-load', () => window.webContents.setZoomFactor(settings.get().zoomFactor));
  return { browserWindow: window, show, load };
}

function rememberPlace(window: BrowserWindow, settings: SettingsStore): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = () => {
    clearTimeout(timer);
    timer = undefined;
    // Normal bounds: those to go back to from maximised.
    settings.change({ window: { bounds: window.getNormalBounds(), maximized: window.isMaximized() } });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(remember, REMEMBER_AFTER_MS);
  };
  window.on('move', soon);
  window.on('resize', soon);
  window.on('close', () => {
    if (timer) remember();
  });
}

function workAreas(screen: Electron['screen']): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)];
}
