/** Starts the built shell in the stand-in and plays the person in front of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Conditions } from '../standin/conditions.ts';
import { builtShell } from './builtShell.ts';

const STANDIN = join(import.meta.dirname, '../standin');
const STOPS_WITHIN_MS = 5_000;

/** A person's machine: what the shell writes, and what a keyring holds, lives here and outlasts a run. */
export class Machine implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'balcao-machine-'));
  readonly profile = join(this.folder, 'profile');
  readonly config = join(this.folder, 'config');
  readonly #running = new Set<Desktop>();

  async start(options: Starting = {}): Promise<Desktop> {
    const desktop = new Desktop(this, options);
    this.#running.add(desktop);
    await desktop.opened();
    return desktop;
  }

  /** A start that is expected to end by itself: another one runs already. */
  async startAgain(...args: string[]): Promise<number | null> {
    const second = new Desktop(this, { args });
    return second.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const desktop of this.#running) await desktop.stop();
    // After the browser's end: it writes into its profile until then.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Starting = { args?: string[]; conditions?: Partial<Conditions>; app?: string };

export class Desktop {
  readonly #process: ChildProcess;
  readonly #answers = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  #asked = 0;
  #browser: Browser | undefined;

  constructor({ profile, config }: Machine, { args = [], conditions = {}, app = builtShell() }: Starting) {
    const node = ['--disable-warning=ExperimentalWarning', '--import', join(STANDIN, 'register.mjs')];
    const command = [join(STANDIN, 'start.mjs'), app, `--user-data-dir=${profile}`, ...args];
    this.#process = spawn(process.execPath, [...node, ...command], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        XDG_CONFIG_HOME: config,
        BALCAO_STANDIN: JSON.stringify({ headless: true, ...conditions }),
      },
    });
    this.#process.on('message', ({ id, ...answer }: { id: number }) => this.#answered(id, answer));
    // A shell that could not even start is told at once, not by the test's time running out.
    this.#process.on('exit', (code) => {
      for (const id of [...this.#answers.keys()]) this.#answered(id, { error: `the shell ended with code ${code}` });
    });
  }

  #answered(id: number, answer: { value?: unknown; error?: string }): void {
    this.#answers.get(id)?.(answer);
    this.#answers.delete(id);
  }

  /** Waits until the window's page is there. */
  async opened(): Promise<void> {
    const address = await this.act('debuggingAddress');
    this.#browser = await chromium.connectOverCDP(String(address));
    await this.act('settled');
    // This client learns of the page by itself, and a moment later than the shell.
    await this.page().waitForURL(/\.localhost\//);
  }

  /** The window. Asked anew each time: a crashed page is replaced. */
  page(): Page {
    const page = this.pages().at(-1);
    if (!page) throw new Error('the window shows no page of the shell');
    return page;
  }

  pages = () => this.#browser?.contexts()[0]?.pages() ?? [];

  act(name: string, ...args: unknown[]): Promise<unknown> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ value, error }) => (error ? reject(new Error(error)) : resolve(value)));
      this.#process.send({ id, act: name, args }, (fault) => fault && reject(fault));
    });
  }

  /** One part of what the shell asked of the system. */
  async asked<Part extends keyof Asked>(part: Part): Promise<Asked[Part]> {
    const everything = await this.act('everything');
    return Object(everything)[part];
  }

  async window(): Promise<Asked['windows'][number]> {
    const [window] = await this.asked('windows');
    if (!window) throw new Error('no window was opened');
    return window;
  }

  async quit(): Promise<void> {
    const ended = this.ended();
    await this.act('quit');
    await ended;
  }

  async ended(): Promise<number | null> {
    if (this.#process.exitCode !== null) return this.#process.exitCode;
    const [code] = await once(this.#process, 'exit');
    return code;
  }

  /** Ends it in order; whatever hangs is killed, and its browser ends with it. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null) return;
    const killing = setTimeout(() => this.#process.kill('SIGKILL'), STOPS_WITHIN_MS);
    this.#process.kill('SIGTERM');
    await this.ended();
    clearTimeout(killing);
  }
}

type MenuItem = { label: string; checked?: boolean; enabled?: boolean; submenu?: MenuItem[] };
/** As the models of ../standin record it. */
export type Asked = {
  app: { badge: number; protocolClients: string[] };
  tray: { icon: string; iconIsEmpty: boolean; toolTip: string; menu: MenuItem[] };
  menus: { application: MenuItem[]; context: MenuItem[] | null };
  notifications: { title: string; body: string; hasReply: boolean; replyPlaceholder?: string; silent: boolean }[];
  openedExternally: string[];
  crashReporter: { uploadToServer: boolean };
  errorBoxes: { title: string; content: string }[];
  shortcuts: string[];
  spellcheck: { languages: string[] };
  windows: {
    bounds: { x: number; y: number; width: number; height: number };
    visible: boolean;
    focused: boolean;
    maximized: boolean;
    zoomFactor: number;
    refusedNavigations: string[];
    webPreferences: Record<string, unknown>;
  }[];
};
