import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';

/** The console in a Chromium of its own, with what it stores on disk, as somebody's machine has it. */
export type Console = AsyncDisposable & { page: Page };

/**
 * Opens the console, signs in, and waits until the list of all conversations is there.
 * @param prepare what has to be in the page before anything of the console.
 */
export async function openConsole(
  url: string,
  email: string,
  password: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Console> {
  await using resources = new AsyncDisposableStack();
  const context = await openBrowser();
  resources.defer(() => context[Symbol.asyncDispose]());
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
  await page.getByRole('radio', { name: /^Todas/ }).click();
  await page.getByRole('grid', { name: 'Conversas' }).waitFor();
  const kept = resources.move();
  return { page, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/**
 * A Chromium with a profile on the disk, as people have: in one that is only launched, IndexedDB lies in memory and costs
 * half.
 */
export async function openBrowser(): Promise<BrowserContext & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    ...browserOptions(),
    viewport: { width: 1280, height: 800 },
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
  });
  return Object.assign(context, {
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  });
}

/** The machine's own Chromium, where scripts/bench.mjs found one. */
export function browserOptions() {
  const executablePath = process.env.BALCAO_BROWSER;
  return {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  };
}

/** Waits until everything of the first sync is on this device. */
export async function untilSynced({ page }: Console, withinMs: number): Promise<void> {
  await page.getByRole('button', { name: 'Sincronização: Ao vivo' }).waitFor({ timeout: withinMs });
}

/** How many rows of a replica lie on this device, counted where it keeps them. */
export async function storedRows({ page }: Console, replica: string): Promise<number> {
  return page.evaluate(async (suffix) => {
    const settled = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const name = (await indexedDB.databases()).find((each) => each.name?.endsWith(suffix))?.name;
    if (!name) throw new Error(`no database on this device ends with ${suffix}`);
    const database = await settled(indexedDB.open(name));
    const rows = await settled(database.transaction('docs').objectStore('docs').count());
    database.close();
    return rows;
  }, `--${replica}`);
}
