/** The one browser of the process: a profile in the app's user data, so that storage outlives a restart. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { conditions } from './conditions.ts';
import { act } from './control.ts';

const KNOWN_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

let context: Promise<BrowserContext> | undefined;
const opened = Promise.withResolvers<{ port: number }>();
const opening = new Set<Promise<Page>>();
const owned = new Set<Page>();

export function openChromium(userData: string, prepare: (context: BrowserContext) => Promise<void>) {
  context ??= launch(join(userData, 'chromium')).then(async (launched) => {
    await prepare(launched);
    return launched;
  });
  return context;
}

async function launch(profile: string): Promise<BrowserContext> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  const executablePath = process.env.BALCAO_BROWSER ?? KNOWN_PLACES.find((path) => existsSync(path));
  const launched = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    headless: conditions.headless,
    locale: conditions.locale,
    serviceWorkers: 'block',
    viewport: null,
    // A second client (the test) looks at the same pages over this port.
    args: ['--no-sandbox', '--remote-debugging-port=0'],
  });
  opened.resolve({ port: await writtenPort(portFile) });
  return launched;
}

/** A page for a window; the first takes the one that the browser opened with. */
export async function newPage(within: BrowserContext): Promise<Page> {
  const [first] = within.pages();
  const page = first && owned.size === 0 ? Promise.resolve(first) : within.newPage();
  opening.add(page);
  owned.add(await page);
  opening.delete(page);
  return page;
}

/** Whether a page belongs to a window, or opened by itself. */
export async function isOwned(page: Page): Promise<boolean> {
  await Promise.allSettled(opening);
  return owned.has(page);
}

export async function closeChromium(): Promise<void> {
  await (await context)?.close();
}

/** Chromium chooses a free port and writes it here, a moment after it answers. */
async function writtenPort(file: string): Promise<number> {
  for (;;) {
    const [port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (port) return Number(port);
    await delay(20);
  }
}

act('debuggingAddress', async () => `http://127.0.0.1:${(await opened.promise).port}`);
