import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { closeChromium } from './chromium.ts';
import { conditions } from './conditions.ts';
import { act } from './control.ts';
import { preventable } from './preventable.ts';
import { recorded } from './record.ts';
import { requestLock } from './singleInstance.ts';

const folder = process.env.BALCAO_STANDIN_APP ?? process.cwd();
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const appData = process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config');
const paths: Record<string, string> = {
  appData,
  home: homedir(),
  userData: join(appData, manifest.productName ?? manifest.name),
};

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #ready = new Promise<void>((resolve) => setImmediate(resolve));
  /** Windows join to be asked before the program ends; any may refuse. */
  readonly closers: (() => boolean)[] = [];
  badge = 0;
  protocolClients: string[] = [];
  quitting = false;

  whenReady = () => this.#ready;
  getVersion = () => manifest.version;
  getAppPath = () => folder;
  getLocale = () => conditions.locale;
  setAppUserModelId = () => {};

  getPath(name: string): string {
    const path = paths[name];
    if (!path) throw new Error(`Failed to get '${name}' path`);
    mkdirSync(path, { recursive: true });
    return path;
  }

  setPath(name: string, path: string): void {
    paths[name] = path;
  }

  requestSingleInstanceLock(): boolean {
    return requestLock(this.getPath('userData'), (argv) => {
      void this.#ready.then(() => this.emit('second-instance', {}, argv, process.cwd(), {}));
    });
  }

  setBadgeCount(count: number): boolean {
    this.badge = count;
    return true;
  }

  setAsDefaultProtocolClient(scheme: string, executable?: string, args?: string[]): boolean {
    this.protocolClients.push([scheme, executable, ...(args ?? [])].filter(Boolean).join(' '));
    return true;
  }

  quit(): void {
    const question = preventable({});
    this.emit('before-quit', question);
    if (question.defaultPrevented || !this.closers.every((close) => close())) return;
    this.emit('will-quit', preventable({}));
    this.exit(0);
  }

  exit(code: number): void {
    this.quitting = true;
    void closeChromium().finally(() => process.exit(code));
  }
}

export const app = new App();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
recorded('app', () => ({ badge: app.badge, protocolClients: app.protocolClients }));
act('quit', () => app.quit());
act('openUrl', (url: string) => app.emit('open-url', preventable({}), url));
