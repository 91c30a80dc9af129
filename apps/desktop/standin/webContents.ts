import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { shownAddress, trueAddress } from './origins.ts';
import { DISPATCH } from './page.ts';
import { shownSchemes } from './protocol.ts';
import { navigation, type Routed } from './routes.ts';
import { session } from './session.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export class WebContents extends EventEmitter implements Routed {
  readonly session = session.defaultSession;
  readonly refused: string[] = [];
  zoomFactor = 1;
  #page: Promise<Page>;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  /** Addresses that main itself loads: its own will is no navigation of the page. */
  readonly #ownLoads = new Set<string>();

  constructor(page: Promise<Page>) {
    super();
    this.#page = page;
  }

  async loadURL(address: string): Promise<void> {
    const page = await this.#page;
    this.#ownLoads.add(address);
    await page.goto(shownAddress(address, shownSchemes));
  }

  replacePage(page: Promise<Page>): void {
    this.#page = page;
  }

  getURL = async () => trueAddress((await this.#page).url());

  send(channel: string, ...args: unknown[]): void {
    const deliver = ({ channel: to, args: given, dispatch }: { channel: string; args: unknown[]; dispatch: string }) =>
      void Object(window)[Symbol.for(dispatch)]?.(to, given);
    // A page that is just going away hears nothing, as in Electron.
    void this.#page.then((page) => page.evaluate(deliver, { channel, args, dispatch: DISPATCH })).catch(() => {});
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setZoomFactor(factor: number): void {
    this.zoomFactor = factor;
  }

  replaceMisspelling(word: string): void {
    void this.#page.then((page) => page.keyboard.insertText(word));
  }

  mayNavigate(frame: Parameters<typeof navigation>[0], url: string): boolean {
    const details = navigation(frame, url);
    const own = details.isMainFrame && this.#ownLoads.delete(url);
    if (!own) this.emit('will-frame-navigate', details);
    if (details.defaultPrevented) this.refused.push(url);
    else this.emit('did-start-navigation', details);
    return !details.defaultPrevented;
  }

  newWindow(url: string): void {
    // Windows of their own are not modelled: our shell never allows one, and the test would see it here.
    if (this.#openHandler({ url }).action === 'allow') throw new Error(`a window was allowed for ${url}`);
  }
}
