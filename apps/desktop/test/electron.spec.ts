/**
 * The same shell in Electron itself, where its binary is. What only a real Electron can show is here: that the sandbox,
 * the scheme, the keyring and the lock work outside our models. The stand-in's tests cover the rest everywhere.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { desktopBinary } from '../src/launch.mjs';
import { call, heard, listen } from './bridge.ts';
import { builtShell } from './builtShell.ts';
import { whyNoElectron } from './whyNoElectron.ts';

const LINK = 'balcao://conversations/01890a5d-ac96-774b-bcce-b302099a8057';
const opened = [{ kind: 'conversation', conversationId: '01890a5d-ac96-774b-bcce-b302099a8057' }];
const binary = desktopBinary();
const notHere = whyNoElectron();
test.skip(notHere !== null, notHere ?? '');

type Started = { electron: ElectronApplication; page: Page };

class Desk implements AsyncDisposable {
  readonly #profile = mkdtempSync(join(tmpdir(), 'balcao-electron-'));
  #running: ElectronApplication | undefined;

  async start(...args: string[]): Promise<Started> {
    const electron = await this.#launch(args);
    this.#running = electron;
    const page = await electron.firstWindow();
    await page.waitForLoadState('load');
    return { electron, page };
  }

  /** A second start beside the first; it must end by itself. */
  async startAgain(...args: string[]): Promise<void> {
    await this.#launch(args).catch(() => {}); // ending before a window is what is wanted
  }

  async quit(): Promise<void> {
    await this.#running?.close();
    this.#running = undefined;
  }

  #launch = (args: string[]) =>
    _electron.launch({
      ...(binary ? { executablePath: binary } : {}),
      args: [builtShell(), `--user-data-dir=${this.#profile}`, ...args],
    });

  async [Symbol.asyncDispose](): Promise<void> {
    await this.quit();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

test('CON-01 the window opens the console over app://balcao, in a secure context, without Node', async () => {
  await using desk = new Desk();
  const { page } = await desk.start();
  expect(page.url()).toBe('app://balcao/');
  const found = await page.evaluate(() => ({
    secure: isSecureContext,
    bridge: typeof window.balcao,
    require: typeof Object(globalThis).require,
    process: typeof Object(globalThis).process,
    crypto: typeof crypto.subtle,
  }));
  expect(found).toEqual({
    secure: true,
    bridge: 'object',
    require: 'undefined',
    process: 'undefined',
    crypto: 'object',
  });
});

test('CON-02 the renderer’s process is in the system’s sandbox', async () => {
  test.skip(process.platform === 'linux', 'Linux does not tell whether a process is sandboxed.');
  await using desk = new Desk();
  const { electron } = await desk.start();
  const renderers = await electron.evaluate(({ app }) => app.getAppMetrics().filter(({ type }) => type === 'Tab'));
  expect(renderers.every(({ sandboxed }) => sandboxed)).toBe(true);
});

test('CON-02 a foreign page that got in is refused', async () => {
  await using desk = new Desk();
  const { electron, page } = await desk.start();
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,foreign'));
  await expect(call(page, (bridge) => bridge.app.info())).rejects.toThrow('desktop.foreignSender');
});

test('CON-02 the page can neither leave nor open a window, and file: goes nowhere', async () => {
  await using desk = new Desk();
  const { electron, page } = await desk.start();
  await page.getByText('sair daqui').click();
  await page.evaluate(() => void window.open('file:///etc/passwd'));
  await expect(call(page, (bridge) => bridge.shell.openExternal({ url: 'file:///etc/passwd' }))).rejects.toThrow();
  expect(page.url()).toBe('app://balcao/');
  expect(electron.windows()).toHaveLength(1);
});

test('CON-02 a secret survives a restart, or the shell says that it cannot keep one', async () => {
  await using desk = new Desk();
  const first = await desk.start();
  const kept = await call(first.page, (bridge) => bridge.secrets.set({ name: 'replicaKey', value: 'k' }));
  await desk.quit();
  const second = await desk.start();
  const found = await call(second.page, (bridge) => bridge.secrets.get({ name: 'replicaKey' }));
  expect(found).toEqual(kept.kind === 'kept' ? { kind: 'found', value: 'k' } : { kind: 'unavailable' });
});

test('CON-02 a second start ends, and hands its link to the first', async () => {
  await using desk = new Desk();
  const { page } = await desk.start();
  await listen(page, 'onDeepLink');
  await desk.startAgain(LINK);
  await expect.poll(() => heard(page)).toEqual(opened);
});

test('CON-03 the window is where it was left', async () => {
  await using desk = new Desk();
  const first = await desk.start();
  await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 640));
  await desk.quit();
  const second = await desk.start();
  const size = await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getSize());
  expect(size).toEqual([900, 640]);
});
