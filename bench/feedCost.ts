/**
 * What the change feed costs and how quick it is.
 *
 * Cost: transactions per second of writers in one process, with the feed's triggers and a sequencer beside them,
 * against the same writers on the same rows while both are off; alternating rounds on one durable server. With two
 * databases, one with and one without, runs lay between 0.80 and 0.91. Triggers of others (webhooks) stay on in both: they
 * are no part of it.
 *
 * Quickness: from a commit to its arrival on a console's socket, through a whole server in a process of its own, while
 * another transaction that wrote stays open for three seconds at a time.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Changes, changesDocument, REPLICAS, type ReplicaDefinition } from '@balcao/replica';
import { createClient } from 'graphql-ws';
import pg from 'pg';
import { z } from 'zod';
import { Stack } from '../e2e/stack.ts';
import { createDatabase } from '../server/src/db/database.ts';
import { type Database, inCompany, type Log, openDatabase } from '../server/src/db/index.ts';
import { startSequencer } from '../server/src/sync/sequencer.ts';
import { type ScratchCluster, startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testCompany } from '../server/src/testing/testCompany.ts';
import { atLeast, atMost, type Figure, quantile, told } from './figure.ts';

/** Short and many, in turns: what else the machine does falls on both alike. */
const ROUNDS = 48;
const ROUND_MS = 750;
const WRITERS = 8;
const CONTACTS = 2_000;

const turned = (how: 'enable' | 'disable') => `
  alter table contact ${how} trigger feed_append;
  alter table contact ${how} trigger feed_named`;

const LIVE_COMMITS_A_SECOND = 20;
const LIVE_MS = 30_000;
const OPEN_TRANSACTION_MS = 3_000;

const replicas: readonly ReplicaDefinition[] = Object.values(REPLICAS);
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  return [...(await measureCost(cluster)), ...(await measureQuickness(cluster))];
}

async function measureCost(cluster: ScratchCluster): Promise<Figure[]> {
  const desk = await deskOf(cluster, 'cost');
  const owner = new pg.Client({ connectionString: cluster.url('cost') });
  await owner.connect();
  const rates = { withFeed: [] as number[], without: [] as number[] };
  const measureWith = async () => {
    await owner.query(turned('enable'));
    const sequencer = startSequencer(desk.database, silent);
    rates.withFeed.push(await writesPerSecond(desk));
    await sequencer.stop();
  };
  const measureWithout = async () => {
    await owner.query(turned('disable'));
    rates.without.push(await writesPerSecond(desk));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    await (round % 2 === 0 ? measureWith() : measureWithout());
    await (round % 2 === 0 ? measureWithout() : measureWith());
  }
  await desk.database.close();
  await owner.end();
  const ceiling = `the same writers without the feed: ${Math.round(mean(rates.without))} transactions/s`;
  const ratio = mean(rates.withFeed) / mean(rates.without);
  return [
    atLeast('writer with the change feed, ratio', ratio, 'ratio', 0.85, ceiling),
    told('writer with the change feed', mean(rates.withFeed), 'transactions/s', ceiling),
  ];
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

type Desk = { database: Database; companyId: string; contactIds: string[] };

async function deskOf(cluster: ScratchCluster, name: string): Promise<Desk> {
  await createDatabase(cluster.url('postgres'), name);
  const url = cluster.url(name);
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: silent });
  const companyId = await testCompany(database);
  const contactIds = Array.from({ length: CONTACTS }, () => randomUUID());
  await inCompany(database, companyId, (trx) =>
    trx
      .insertInto('contact')
      .values(contactIds.map((id, n) => ({ companyId, id, name: `Contato de teste ${n}` })))
      .execute(),
  );
  return { database, companyId, contactIds };
}

/** Each writer changes one contact a transaction, as an attendant who edits notes. */
async function writesPerSecond({ database, companyId, contactIds }: Desk): Promise<number> {
  const startedAt = performance.now();
  let written = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = writer; performance.now() - startedAt < ROUND_MS; n += WRITERS) {
        await inCompany(database, companyId, (trx) =>
          trx
            .updateTable('contact')
            .set({ notes: `visto ${n}` })
            .where('companyId', '=', companyId)
            .where('id', '=', contactIds[n % CONTACTS] ?? '')
            .execute(),
        );
        written += 1;
      }
    }),
  );
  return (written / (performance.now() - startedAt)) * 1_000;
}

async function measureQuickness(cluster: ScratchCluster): Promise<Figure[]> {
  await createDatabase(cluster.url('postgres'), 'live');
  const url = cluster.url('live');
  const stack = await Stack.start({ arguments: ['--demo'], environment: { DATABASE_URL: url } });
  const database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: silent });
  const sequencer = startSequencer(database, silent);
  const screen = await openScreen(stack.url);
  const slowWriter = keepTransactionsOpen(url, screen.companyId);
  try {
    const delays: number[] = [];
    for (const end = Date.now() + LIVE_MS; Date.now() < end; ) {
      const name = `bench ${randomUUID()}`;
      const arrival = screen.arrivalOf(name);
      await inCompany(database, screen.companyId, (trx) =>
        trx.insertInto('tag').values({ companyId: screen.companyId, name }).execute(),
      );
      const committedAt = performance.now();
      delays.push(Math.max(0, (await arrival) - committedAt));
      await sleep(1_000 / LIVE_COMMITS_A_SECOND);
    }
    const beside = `beside a transaction that wrote and stays open for ${OPEN_TRANSACTION_MS / 1_000} s`;
    return [
      told('commit to socket, p50', quantile(delays, 0.5), 'ms', beside),
      atMost('commit to socket, p95', quantile(delays, 0.95), 'ms', 20, beside),
    ];
  } finally {
    await slowWriter.end();
    screen.close();
    await sequencer.stop();
    await database.close();
    await stack.close();
  }
}

const signedIn = z.object({
  result: z.object({ data: z.object({ accessToken: z.string(), user: z.object({ companyId: z.string() }) }) }),
});

/** A console's socket without the console: what arrives, when it arrives. */
async function openScreen(url: string) {
  const response = await fetch(`${url}/trpc/auth.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@demo.local', password: 'balcao-demo' }),
  });
  const { accessToken, user } = signedIn.parse(await response.json()).result.data;
  const awaited = new Map<string, (at: number) => void>();
  const versions = Object.fromEntries(replicas.map(({ name, version }) => [name, version]));
  const client = createClient({
    url: `${url.replace('http', 'ws')}/sync`,
    connectionParams: { authorization: `Bearer ${accessToken}`, versions },
    lazy: false,
  });
  const isLive = Promise.withResolvers<void>();
  client.subscribe<{ changes: Changes }>(
    { query: changesDocument(replicas) },
    {
      next: ({ data }) => {
        const at = performance.now();
        isLive.resolve();
        const catalog = catalogRows.safeParse(data?.changes);
        for (const { name } of catalog.data?.catalog?.rows ?? []) awaited.get(name)?.(at);
      },
      error: isLive.reject,
      complete: () => {},
    },
  );
  await isLive.promise;
  return {
    companyId: user.companyId,
    /** When the row of this name arrives, by `performance.now()`. */
    arrivalOf: (name: string) => new Promise<number>((resolve) => awaited.set(name, resolve)),
    close: () => void client.dispose(),
  };
}

const catalogRows = z.object({ catalog: z.object({ rows: z.array(z.object({ name: z.string() })) }).nullish() });

/** Somebody else's long transaction, over and over. It wrote, so it has a place in the feed's inbox that nobody sees. */
function keepTransactionsOpen(url: string, companyId: string) {
  let ending = false;
  const living = (async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    while (!ending) {
      await client.query('begin');
      await client.query('insert into tag (company_id, name) values ($1, $2)', [companyId, `open ${randomUUID()}`]);
      for (const end = Date.now() + OPEN_TRANSACTION_MS; Date.now() < end && !ending; ) await sleep(50);
      await client.query('commit');
    }
    await client.end();
  })();
  return {
    end: async () => {
      ending = true;
      await living;
    },
  };
}
