/**
 * Consoles in Chromium: a browser of its own each, over a profile of its own on the disk, killed with all its processes.
 * The page comes from the address of its line, as a console comes from its server's.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium, type Page } from '@playwright/test';
import { z } from 'zod';
import { type ConsolePool, type ConsoleProcess, Killed } from './consoles.ts';
import type { Answer, Command } from './consoleWords.ts';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  // The page is put in by Playwright, so Chromium does not see that it comes from this machine, as its socket does.
  '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
  // The port is chosen by the browser, which says it on its stderr.
  '--remote-debugging-port=0',
];

const answered = z.custom<Answer>((value) => typeof value === 'object' && value !== null && 'kind' in value);

/** The machine's own Chromium where scripts/test.mjs found one, else Playwright's. `null`: there is none. */
export function browserPath(): string | null {
  const path = process.env.BALCAO_BROWSER ?? chromium.executablePath();
  return existsSync(path) ? path : null;
}

/** @param code the page's script (bundle.ts). */
export function pagePool(code: string, browser: string): ConsolePool {
  const html = `<!doctype html><meta charset="utf-8"><script type="module">${readFileSync(code, 'utf8').replaceAll('</script', '<\\/script')}</script>`;
  const open = new Set<ConsoleProcess>();
  return {
    take(disk) {
      const page = startPage(browser, `${disk}.profile`, html);
      open.add(page);
      return page;
    },
    async giveBack(page, disk) {
      open.delete(page);
      await page.kill();
      rmSync(`${disk}.profile`, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
    close() {
      for (const page of open) void page.kill();
    },
  };
}

function startPage(browser: string, profile: string, html: string): ConsoleProcess {
  // A process group of its own, so that a kill meets all of the browser.
  const child = spawn(browser, [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {}); // whoever is told something hears of it
  const gone = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error'] as const) {
      child.once(event, () => {
        ended.reject(new Killed('the browser ended'));
        resolve();
      });
    }
  });
  const address = new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  let loaded: Promise<Page> | null = null;

  async function load(at: string): Promise<Page> {
    const { origin } = new URL(at.replace(/^ws/, 'http'));
    const connected = await chromium.connectOverCDP(await address);
    const [context] = connected.contexts();
    if (!context) throw new Error('the browser has no window');
    const page = context.pages()[0] ?? (await context.newPage());
    await page.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await page.goto(`${origin}/console`);
    return page;
  }

  async function tell(command: Command): Promise<Answer> {
    if (command.kind === 'open') loaded ??= load(command.opening.url);
    if (!loaded) throw new Error('this page is not open');
    const page = await loaded;
    return answered.parse(await page.evaluate(`obey(${JSON.stringify(command)})`));
  }

  return {
    tell: (command) => Promise.race([tell(command), ended.promise]),
    async kill() {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid, 'SIGKILL');
      }
      await gone;
    },
  };
}
