/**
 * The first sync of 5,000 conversations, their contacts, 50,000 messages and 2,000 appointments (SYNC-10), from the server
 * into the product's replica in Chromium, against fetching the same rows and adding them to raw IndexedDB by hand: the
 * same queries on the same database behind one bare route, one fetch and one `add` a row per replica, the same indexes, in
 * another Chromium with its profile on the disk too.
 *
 * The product's time is from its socket's first word to "live" on the screen: rows drawn meanwhile, counts, checkpoints,
 * what it needs to go on after a cut, all included.
 */
import { createServer } from 'node:http';
import { REPLICAS } from '@balcao/replica';
import type { Page } from '@playwright/test';
import { inCompany, openDatabase } from '../server/src/db/index.ts';
import { replicaSources } from '../server/src/replicaSources.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { openBrowser, openConsole, storedRows, untilSynced } from './console.ts';
import { type Desk, startDesk } from './desk.ts';
import { atMost, type Figure, quantile, told } from './figure.ts';
import type { DeskSize } from './fillDesk.ts';

const SIZE = { conversations: 5_000, messagesEach: 10, calendar: { resources: 40, appointments: 2_000 } };
const ROUNDS = 2;
const SYNCED_WITHIN_MS = 5 * 60_000;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using desk = await startDesk(cluster, 'first_sync', SIZE);
  const took = { product: [] as number[], byHand: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    took.byHand.push(await byHand(desk));
    took.product.push(await firstSync(desk, SIZE));
  }
  const [product, ceiling] = [quantile(took.product, 0), quantile(took.byHand, 0)];
  const beside = `by hand: ${(ceiling / 1_000).toFixed(1)} s; best of ${ROUNDS} each`;
  return [
    atMost('first sync of 62,000 rows, ratio to fetch + bulk add', product / ceiling, 'ratio', 2, beside),
    told('first sync of 62,000 rows', product / 1_000, 's', beside),
  ];
}

declare global {
  interface Window {
    /** When the console's socket was opened, in milliseconds of the page's clock. */
    socketOpenedAt: number;
  }
}

/**
 * @param prepare what else has to be watched.
 * @returns milliseconds from the opening of the socket to "live".
 */
export async function firstSync(desk: Desk, size: DeskSize, prepare: (page: Page) => void = () => {}): Promise<number> {
  await using console = await openConsole(desk.stack.url, desk.email, desk.password, async (page) => {
    prepare(page);
    await page.addInitScript(() => {
      window.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          window.socketOpenedAt ??= performance.now();
          super(url, protocols);
        }
      };
    });
  });
  await untilSynced(console, SYNCED_WITHIN_MS);
  const ms = await console.page.evaluate(() => performance.now() - window.socketOpenedAt);
  for (const [replica, rows] of Object.entries(rowsOf(size))) {
    const stored = await storedRows(console, replica);
    if (stored !== rows) throw new Error(`the replica ${replica} holds ${stored} of ${rows} rows`);
  }
  return ms;
}

const rowsOf = ({ conversations, messagesEach, calendar }: DeskSize) => ({
  conversations,
  contacts: conversations,
  messages: conversations * messagesEach,
  appointments: calendar?.appointments ?? 0,
});
const ROWS = rowsOf(SIZE);
const FETCHED = Object.keys(ROWS).map((name) => {
  const definition = Object.values(REPLICAS).find((each) => each.name === name);
  if (!definition) throw new Error(`there is no replica ${name}`);
  return { name, indexes: definition.indexes };
});

/** @returns milliseconds from the first fetch to the last transaction's end. */
async function byHand({ databaseUrl, companyId, userId }: Desk): Promise<number> {
  await using resources = new AsyncDisposableStack();
  const server = { kind: 'external', url: databaseUrl, directUrl: databaseUrl } as const;
  const database = await openDatabase({ server, dataDir: '', log: quiet });
  resources.defer(() => database.close());
  const viewer = { companyId, userId, role: 'admin', queueIds: [] } as const;
  const route = createServer(async (request, response) => {
    const source = replicaSources.find(({ definition }) => request.url === `/${definition.name}`);
    if (!source) return response.setHeader('content-type', 'text/html').end('<!doctype html><title>by hand</title>');
    const { rows } = await inCompany(
      database,
      companyId,
      (trx) => source.page(trx, { ...viewer, queueIds: [] }, null, 1_000_000),
      {
        readOnly: true,
      },
    );
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(rows));
  });
  await new Promise<void>((resolve) => route.listen(0, '127.0.0.1', resolve));
  resources.defer(async () => {
    route.close();
    route.closeAllConnections();
  });
  const address = route.address();
  if (typeof address !== 'object' || address === null) throw new Error('the bare route has no port');

  const browser = await openBrowser();
  resources.defer(() => browser[Symbol.asyncDispose]());
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${address.port}/`);
  const { ms, counts } = await page.evaluate(fetchAndAdd, FETCHED);
  for (const [index, [replica, rows]] of Object.entries(ROWS).entries()) {
    if (counts[index] !== rows) throw new Error(`by hand, ${counts[index]} of ${rows} ${replica} were added`);
  }
  return ms;
}

type Fetched = { name: string; indexes: readonly (readonly string[])[] };

/** Runs in the page. */
async function fetchAndAdd(replicas: Fetched[]): Promise<{ ms: number; counts: number[] }> {
  const startedAt = performance.now();
  const opening = indexedDB.open('by-hand', 1);
  opening.onupgradeneeded = () => {
    for (const { name, indexes } of replicas) {
      const store = opening.result.createObjectStore(name, { keyPath: 'id' });
      for (const index of indexes)
        store.createIndex(index.join('+'), index.length === 1 ? String(index[0]) : [...index]);
    }
  };
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const counts = await Promise.all(
    replicas.map(async ({ name }) => {
      const rows: unknown[] = await (await fetch(`/${name}`)).json();
      const transaction = database.transaction(name, 'readwrite');
      const store = transaction.objectStore(name);
      for (const row of rows) store.add(row);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onerror = () => reject(transaction.error);
      });
      return rows.length;
    }),
  );
  return { ms: performance.now() - startedAt, counts };
}
