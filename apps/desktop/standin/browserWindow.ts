import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { app } from './app.ts';
import { newPage, openChromium } from './chromium.ts';
import { act } from './control.ts';
import { invoked } from './ipcMain.ts';
import { CALL, pageScript } from './page.ts';
import { preventable } from './preventable.ts';
import { recorded } from './record.ts';
import { routePages } from './routes.ts';
import { mayReachLocalServers } from './session.ts';
import { WebContents } from './webContents.ts';

type Bounds = { x: number; y: number; width: number; height: number };
type Options = Bounds & { show?: boolean; webPreferences?: { preload?: string } & Record<string, unknown> };

/** The page that asks; the shell knows its console by it. */
const OUR_ADDRESS = 'app://balcao/';
const windows = new Map<Page, BrowserWindow>();
const all: BrowserWindow[] = [];
const settled = Promise.withResolvers<void>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly options: Options;
  #bounds: Bounds;
  #visible: boolean;
  #maximized = false;
  #minimized = false;
  #focused = false;
  #overlay: string | null = null;

  constructor(options: Options) {
    super();
    this.options = options;
    const { x, y, width, height } = options;
    this.#bounds = { x, y, width, height };
    this.#visible = options.show !== false;
    all.push(this);
    this.webContents = new WebContents(this.#openPage());
    app.emit('web-contents-created', {}, this.webContents);
    app.closers.push(() => this.close());
  }

  async #openPage(): Promise<Page> {
    const context = await openChromium(app.getPath('userData'), async (opened) => {
      await routePages(opened, (page) => windows.get(page)?.webContents);
      if (await mayReachLocalServers(OUR_ADDRESS)) await opened.grantPermissions(['local-network-access']);
    });
    const page = await newPage(context);
    windows.set(page, this);
    await page.exposeBinding(CALL, ({ frame }, _kind, channel, args) =>
      invoked(frame, this.webContents, channel, args),
    );
    const { preload } = this.options.webPreferences ?? {};
    if (preload) await page.addInitScript(pageScript(readFileSync(preload, 'utf8')));
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height });
    // The browser's own empty page loads too; Electron's window begins with ours.
    const isOurs = () => page.url() !== 'about:blank';
    page.on('load', () => {
      if (!isOurs()) return;
      this.webContents.emit('did-finish-load');
      settled.resolve();
    });
    const ready = () => {
      if (!isOurs()) return;
      page.off('domcontentloaded', ready);
      this.emit('ready-to-show');
    };
    page.on('domcontentloaded', ready);
    page.on('crash', () => this.#crashed());
    page.on('close', () => app.quitting || app.exit(0));
    return page;
  }

  #crashed(): void {
    // A crashed page stays dead in Playwright; Electron gives the window a new process at the next load.
    this.webContents.replacePage(this.#openPage());
    this.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 133 });
  }

  loadURL = (address: string) => this.webContents.loadURL(address);
  show(): void {
    this.#visible = true;
    this.emit('show');
  }
  hide(): void {
    this.#visible = false;
    this.#focused = false;
    this.emit('hide');
  }
  focus(): void {
    this.#focused = this.#visible;
  }
  isMinimized = () => this.#minimized;
  restore(): void {
    this.#minimized = false;
  }
  minimize(): void {
    this.#minimized = true;
    this.#focused = false;
  }
  isMaximized = () => this.#maximized;
  maximize(): void {
    this.#maximized = true;
    this.emit('resize');
  }
  getNormalBounds = () => ({ ...this.#bounds });
  setOverlayIcon(icon: { path: string } | null): void {
    this.#overlay = icon?.path ?? null;
  }

  /** As a person drags it. */
  place(bounds: Bounds): void {
    this.#bounds = bounds;
    this.emit('move');
    this.emit('resize');
  }

  /** @returns false where a listener kept the window. */
  close(): boolean {
    const question = preventable({});
    this.emit('close', question);
    return !question.defaultPrevented;
  }

  state = () => ({
    bounds: this.#bounds,
    visible: this.#visible,
    focused: this.#focused,
    maximized: this.#maximized,
    overlay: this.#overlay,
    zoomFactor: this.webContents.zoomFactor,
    refusedNavigations: this.webContents.refused,
    webPreferences: this.options.webPreferences,
  });
}

const first = () => {
  const [window] = all;
  if (!window) throw new Error('no window is open');
  return window;
};
recorded('windows', () => all.map((window) => window.state()));
/** The first page of the first window is loaded, and the shell has heard of it. */
act('settled', () => settled.promise);
act('closeWindow', () => first().close());
act('placeWindow', (bounds: Bounds) => first().place(bounds));
act('maximizeWindow', () => first().maximize());
act('minimizeWindow', () => first().minimize());
// As if a page had got in that should not be there: past every guard against navigation.
act('loadForeign', (address: string) => first().loadURL(address));
