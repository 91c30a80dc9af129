/**
 * Messages in and out through the whole pipeline under faults: signed webhooks of the simulated platform (duplicates, lost
 * answers), a server in a process of its own that is killed twice, sends that fail for a while, statuses twice and out of
 * order. Everything is counted afterwards: nothing lost, nothing doubled, order kept in every conversation.
 *
 * The ceiling is the same PostgreSQL's rate of durable one-row transactions with as many connections as the server has;
 * a message in takes two commits at least, one out three, and four more for its two statuses.
 *
 * BENCH_MESSAGES: so many in and so many out (default 3,000; the requirement is 100,000 over 1,000 conversations, which
 * two cores take the better part of an hour for). BENCH_CONVERSATIONS: over so many people (default 100).
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSimulators } from '@balcao/simulators';
import pg from 'pg';
import { Stack } from '../e2e/stack.ts';
import { parseCredentialKeys } from '../server/src/channels/credentials.ts';
import { createChannel } from '../server/src/channels/index.ts';
import { sendMessage } from '../server/src/conversations/index.ts';
import { type Database, inCompany, type Log, openDatabase } from '../server/src/db/index.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { testCompany } from '../server/src/testing/testCompany.ts';
import { atMost, type Figure, told } from './figure.ts';
import { type Counted, countPipeline } from './pipelineCount.ts';

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 3_000);
const CONVERSATIONS = Number(process.env.BENCH_CONVERSATIONS ?? 100);
/** As many as the server's pool. */
const CONNECTIONS = 10;
const CEILING_MS = 5_000;
const KILLS = 2;
/** A message whose server was killed between marking and calling waits a minute for a status before it is `unknown`. */
const QUIET_WITHIN_MS = 240_000;
const COMMITS_A_PAIR = 9;
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('postgres');
  const ceiling = await commitsPerSecond(url);
  const keys = `bench:${randomBytes(32).toString('base64')}`;
  const stack = await Stack.start({
    arguments: ['--no-simulators'],
    environment: { DATABASE_URL: url, CREDENTIALS_ENCRYPTION_KEY: keys },
  });
  const database = await openDatabase({
    server: { kind: 'external', url, directUrl: url },
    dataDir: '',
    log: silent,
    poolSize: 4,
  });
  await using simulators = await startSimulators({
    port: 0,
    whatsapp: { webhookUrl: `${stack.url}/webhooks/whatsapp/` },
    delays: { sentMs: 5, deliveredMs: 20, readMs: null, webhookRetryMs: [200, 500, 1_000], webhookTimeoutMs: 20_000 },
    settings: { limits: { messagesPerSecond: 1_000_000, pairBurst: 1_000_000, pairEveryMs: 1 } },
  });
  try {
    const desk = await makeDesk(database, keys, simulators.url);
    await everybodyWrites(simulators.url, -1); // the conversations are there before anything is measured
    await settled(url);
    const conversations = await conversationsOf(database, desk.companyId);
    simulators.addFault({ target: 'webhook', kind: 'duplicate', rate: 0.05, copies: 2 });
    simulators.addFault({ target: 'webhook', kind: 'drop', rate: 0.01 });
    simulators.addFault({ target: 'status', kind: 'duplicate', rate: 0.05, copies: 2 });
    simulators.addFault({ target: 'status', kind: 'reorder', rate: 0.05, ms: 50 });
    simulators.addFault({ target: 'send', kind: 'error', code: 131000, rate: 0.005 });

    const startedAt = performance.now();
    const memory: number[] = [];
    let isDone = false;
    const watching = (async () => {
      while (!isDone) {
        await sleep(2_000);
        memory.push(await residentBytes(stack));
      }
    })();
    const killing = killNowAndThen(stack);
    await Promise.all([write(simulators.url), answer(database, desk, conversations)]);
    await killing;
    await settled(url);
    const seconds = (performance.now() - startedAt) / 1_000;
    isDone = true;
    await watching;
    const counted = await countPipeline({ url, simulators: simulators.url, companyId: desk.companyId });
    return figuresOf(counted, seconds, ceiling, memory);
  } finally {
    await database.close();
    await stack.close();
  }
}

function figuresOf(counted: Counted, seconds: number, ceiling: number, memory: readonly number[]): Figure[] {
  const scale = `${MESSAGES} in and ${MESSAGES} out over ${CONVERSATIONS} conversations, ${KILLS} kills`;
  const rate = (2 * MESSAGES) / seconds;
  const raw = `${Math.round(ceiling)} durable one-row transactions/s`;
  const ratio = ((MESSAGES / seconds) * COMMITS_A_PAIR) / ceiling;
  const [first = 0] = memory.slice(Math.floor(memory.length / 2));
  const lost = 2 * MESSAGES - counted.receivedOnce - counted.sentOnce - counted.unknown;
  return [
    atMost('pipeline: messages lost', lost, 'messages', 0, scale),
    atMost('pipeline: messages doubled', counted.doubled, 'messages', 0, scale),
    atMost('pipeline: conversations out of order', counted.outOfOrder, 'conversations', 0, scale),
    atMost('pipeline: marked unknown after kills, not sent blindly', counted.unknown, 'messages', 16 * KILLS, scale),
    told('pipeline: messages in and out', rate, '/s', raw),
    told('pipeline: commits, ratio to the database', ratio, 'ratio', raw),
    atMost('pipeline: memory, end over middle', (memory.at(-1) ?? 0) / first, 'ratio', 1.3, scale),
  ];
}

type Desk = { companyId: string; userId: string; queueId: string };

async function makeDesk(database: Database, keys: string, platform: string): Promise<Desk> {
  const companyId = await testCompany(database);
  return inCompany(database, companyId, async (trx) => {
    const queue = await trx
      .insertInto('queue')
      .values({ companyId, name: 'Fila de teste', isDefault: true })
      .returning('id')
      .executeTakeFirstOrThrow();
    const account = {
      companyId,
      email: 'bench@example.com',
      name: 'Pessoa de teste',
      role: 'admin',
      passwordHash: '-',
    };
    const user = await trx.insertInto('userAccount').values(account).returning('id').executeTakeFirstOrThrow();
    const { channelId } = await createChannel(trx, companyId, parseCredentialKeys(keys), {
      kind: 'whatsapp',
      name: 'Canal de teste',
      externalId: '100000000000001',
      credentials: { accessToken: 'sim-access-token', appSecret: 'sim-app-secret', baseUrl: platform },
      status: 'active',
    });
    // As a number that Meta lets send as fast as we can: the pipeline is measured, not the waiting.
    await trx.insertInto('channelFlow').values({ companyId, channelId, perSecond: 100_000 }).execute();
    return { companyId, userId: user.id, queueId: queue.id };
  });
}

const personOf = (n: number): string => `55119${String(60_000_000 + n)}`;

async function everybodyWrites(simulators: string, round: number): Promise<void> {
  const people = Array.from({ length: CONVERSATIONS }, (_, n) => n);
  await inParallel(people, 16, (n) => inbound(simulators, n, `in ${round}`));
}

/** Each person one message after the other, all persons side by side. */
async function write(simulators: string): Promise<void> {
  const rounds = MESSAGES / CONVERSATIONS;
  const people = Array.from({ length: CONVERSATIONS }, (_, n) => n);
  await inParallel(people, 16, async (n) => {
    for (let round = 0; round < rounds; round += 1) await inbound(simulators, n, `in ${round}`);
  });
}

async function inbound(simulators: string, person: number, text: string): Promise<void> {
  const response = await fetch(`${simulators}/_sim/whatsapp/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: personOf(person), type: 'text', text: { body: text } }),
  });
  await response.text();
  if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
}

async function answer(database: Database, { companyId, userId, queueId }: Desk, ids: readonly string[]): Promise<void> {
  const actor = { companyId, userId, role: 'admin' as const, queueIds: [queueId] };
  await inParallel(ids, 3, async (conversationId) => {
    for (let round = 0; round < MESSAGES / CONVERSATIONS; round += 1) {
      const input = { id: randomUUID(), conversationId, kind: 'text' as const, text: `out ${round}` };
      await inCompany(database, companyId, (trx) => sendMessage(trx, actor, input));
    }
  });
}

async function conversationsOf(database: Database, companyId: string): Promise<string[]> {
  const rows = await inCompany(database, companyId, (trx) =>
    trx.selectFrom('conversation').select('id').where('companyId', '=', companyId).execute(),
  );
  if (rows.length !== CONVERSATIONS) throw new Error(`${rows.length} of ${CONVERSATIONS} conversations are there`);
  return rows.map(({ id }) => id);
}

async function inParallel<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>) {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

async function killNowAndThen(stack: Stack): Promise<void> {
  for (let n = 0; n < KILLS; n += 1) {
    await sleep(6_000);
    await stack.killServer();
    await stack.startServer();
  }
}

/** @throws Error when something waits and nothing was settled for `QUIET_WITHIN_MS`. */
async function settled(url: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    let settledCount = -1;
    let settledAt = performance.now();
    for (let calm = 0; calm < 5; ) {
      const { rows } = await owner.query<{ waiting: number; settled: number }>(
        `select (count(*) filter (where waits))::int as waiting, (count(*) filter (where not waits))::int as settled
         from (
           select state = 'waiting' as waits from inbound_item
           union all select state in ('queued', 'sending', 'FAILED_TEMPORARY') from delivery
         ) as work`,
      );
      const { waiting = 0, settled = 0 } = rows[0] ?? {};
      // Statuses of the last messages are still on their way for a moment.
      calm = waiting === 0 ? calm + 1 : 0;
      if (settled !== settledCount) settledAt = performance.now();
      settledCount = settled;
      if (performance.now() - settledAt > QUIET_WITHIN_MS) throw new Error(`${waiting} wait, and nothing moves`);
      await sleep(1_000);
    }
  } finally {
    await owner.end();
  }
}

async function commitsPerSecond(url: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  await pool.query('create table bench_commit (id bigint generated always as identity, body text)');
  const until = performance.now() + CEILING_MS;
  let commits = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        await pool.query('insert into bench_commit (body) values ($1)', ['Vocês atendem na quinta-feira?']);
        commits += 1;
      }
    }),
  );
  await pool.query('drop table bench_commit');
  await pool.end();
  return (commits * 1_000) / CEILING_MS;
}

async function residentBytes(stack: Stack): Promise<number> {
  if (stack.pid === null) return 0;
  const status = await readFile(`/proc/${stack.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}
