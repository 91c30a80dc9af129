/**
 * A public local-first stack on the same rows, in the same run: TinyBase with its WebSocket synchroniser, from a server
 * that holds everything in memory, into a store in Chromium that is saved to IndexedDB once it is whole. The product
 * reads from its durable database, decides row by row who sees what, encrypts, and is usable meanwhile.
 *
 * How the two differ, and what follows from it for these figures: docs/benchmarks.md.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { rolldown } from 'rolldown';
import { createMergeableStore, type MergeableStore } from 'tinybase/mergeable-store';
import { createCustomPersister } from 'tinybase/persisters';
import { createWsServer } from 'tinybase/synchronizers/synchronizer-ws-server';
import { WebSocketServer } from 'ws';
import { inCompany, openDatabase } from '../server/src/db/index.ts';
import { replicaSources } from '../server/src/replicaSources.ts';
import { quiet } from '../server/src/testing/quiet.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { openBrowser } from './console.ts';
import { type Desk, startDesk } from './desk.ts';
import { type Figure, quantile, told } from './figure.ts';
import { firstSync } from './firstSync.ts';

/** A tenth of `firstSync`: a second first sync is measured there. */
const SIZE = { conversations: 500, messagesEach: 10 };
const REPLICAS = ['conversations', 'contacts', 'messages'];
const LIVE_MESSAGES = 100;
const LIVE_EVERY_MS = 50;
const REPLY_WITHIN_SECONDS = 120;

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  await using desk = await startDesk(cluster, 'peer', SIZE);
  let productBytes = 0;
  const count = (page: Page) =>
    countBytes(page, (more) => {
      productBytes += more;
    });
  const productMs = await firstSync(desk, SIZE, count);
  const peer = await ofThePeer(desk);
  const rows = SIZE.conversations * (2 + SIZE.messagesEach);
  return [
    told(
      `peer: first sync of ${rows} rows`,
      productMs / 1_000,
      's',
      `TinyBase: ${(peer.firstSyncMs / 1_000).toFixed(1)} s`,
    ),
    told(`peer: bytes for ${rows} rows`, productBytes / 1e6, 'MB', `TinyBase: ${(peer.bytes / 1e6).toFixed(1)} MB`),
    told(
      'peer: TinyBase: memory to memory of another console, p50',
      peer.liveMs,
      'ms',
      'the product’s, from webhook to screen: live',
    ),
  ];
}

function countBytes(page: Page, add: (bytes: number) => void): void {
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => add(Buffer.byteLength(payload)));
    socket.on('framesent', ({ payload }) => add(Buffer.byteLength(payload)));
  });
}

async function ofThePeer(desk: Desk) {
  await using resources = new AsyncDisposableStack();
  const store = createMergeableStore('server');
  const rows = await fill(store, desk);
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 2 ** 30 });
  await once(sockets, 'listening');
  const serving = createWsServer(
    sockets,
    () => inMemory(store),
    (error) => {
      throw error;
    },
    REPLY_WITHIN_SECONDS,
  );
  resources.defer(() => serving.destroy());

  const { output } = await (await rolldown({ input: new URL('peerPage.ts', import.meta.url).pathname })).generate();
  const site = createServer((request, response) => {
    if (request.url === '/page.js') return response.setHeader('content-type', 'text/javascript').end(output[0].code);
    return response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><script type="module" src="/page.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  resources.defer(() => {
    site.close();
    site.closeAllConnections();
  });

  const browser = await openBrowser();
  resources.defer(() => browser[Symbol.asyncDispose]());
  const page = await browser.newPage();
  let bytes = 0;
  countBytes(page, (more) => {
    bytes += more;
  });
  await page.goto(`http://127.0.0.1:${portOf(site)}/`);
  await page.waitForFunction(() => window.firstSync !== undefined);
  const url = `ws://127.0.0.1:${portOf(sockets)}/desk`;
  const firstSyncMs = await page.evaluate(([url, rows]) => window.firstSync(url, rows), [url, rows] as const);
  const firstBytes = bytes;

  const writtenAt = new Map<string, number>();
  for (let n = 0; n < LIVE_MESSAGES; n += 1) {
    const id = `live-${n}`;
    writtenAt.set(id, Date.now());
    store.setRow('messages', id, { id, text: `Pergunta ${n}.`, direction: 'in', createdAt: Date.now() });
    await sleep(LIVE_EVERY_MS);
  }
  await sleep(1_000);
  const hereAt = await page.evaluate(() => window.hereAt);
  const delays = [...writtenAt].map(([id, at]) => (hereAt[id] ?? Number.POSITIVE_INFINITY) - at);
  return { firstSyncMs, bytes: firstBytes, liveMs: quantile(delays, 0.5) };
}

function portOf(server: { address(): ReturnType<WebSocketServer['address']> }): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a server of the bench has no port');
  return address.port;
}

/** What the synchroniser's server asks of a place to keep a store: this one keeps it nowhere else. */
function inMemory(store: MergeableStore) {
  const nothing = async () => undefined;
  return createCustomPersister(
    store,
    nothing,
    nothing,
    () => undefined,
    () => undefined,
    undefined,
    2,
  );
}

/** The very rows that the product's console gets; what a cell cannot be (nothing, a list, an object) is left out or made text. */
async function fill(store: MergeableStore, { databaseUrl, companyId, userId }: Desk): Promise<number> {
  const server = { kind: 'external', url: databaseUrl, directUrl: databaseUrl } as const;
  const database = await openDatabase({ server, dataDir: '', log: quiet });
  const viewer = { companyId, userId, role: 'admin' as const, queueIds: [] };
  let count = 0;
  try {
    for (const source of replicaSources) {
      const { name } = source.definition;
      if (!REPLICAS.includes(name)) continue;
      const { rows } = await inCompany(database, companyId, (trx) => source.page(trx, viewer, null, 1_000_000), {
        readOnly: true,
      });
      store.setTable(name, Object.fromEntries(rows.map((row) => [row.id, cellsOf(row)])));
      count += rows.length;
    }
  } finally {
    await database.close();
  }
  return count;
}

function cellsOf(row: Record<string, unknown>): Record<string, string | number | boolean> {
  const cells: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') cells[name] = value;
    else if (value !== null) cells[name] = JSON.stringify(value);
  }
  return cells;
}
