/**
 * Webhooks accepted per second, against a bare Fastify route with one INSERT of the same body, on the same database, in
 * the same run. Both are processes of their own with 20 connections, loaded the same way, in alternating rounds; the
 * median round counts.
 *
 * The product accepts with its workers elsewhere (`--no-workers`): what is measured is the way of a webhook. Told
 * besides, without a goal: accepting while workers in the same process handle what comes, as a small installation runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { Stack } from '../e2e/stack.ts';
import { createDatabase } from '../server/src/db/database.ts';
import { type ScratchCluster, startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { atLeast, type Figure, quantile, told } from './figure.ts';
import { load, post } from './load.ts';

/** The first one warms both up and does not count. */
const ROUNDS = 9;
const DELIVERIES = 8_000;
const CONNECTIONS = 32;
const APP_SECRET = 'sim-app-secret';

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  return [...(await measureAcceptance(cluster)), ...(await measureTogether(cluster))];
}

async function measureAcceptance(cluster: ScratchCluster): Promise<Figure[]> {
  const url = cluster.url('postgres');
  const accepting = await Stack.start({ arguments: ['--demo', '--no-workers'], environment: { DATABASE_URL: url } });
  const bare = await startBareRoute(url);
  try {
    const ceilings: number[] = [];
    const accepted: number[] = [];
    const measureBare = async () => ceilings.push(await deliver(bare.url));
    const measureProduct = async () => accepted.push(await deliver(webhookOf(accepting)));
    for (let round = 0; round < ROUNDS; round += 1) {
      await (round % 2 === 0 ? measureBare() : measureProduct());
      await (round % 2 === 0 ? measureProduct() : measureBare());
    }
    // An answer of 200 says that it was kept.
    const kept = await keptItems(url);
    if (kept !== ROUNDS * DELIVERIES) throw new Error(`${kept} of ${ROUNDS * DELIVERIES} deliveries were kept`);
    const ratios = accepted.map((value, round) => value / (ceilings[round] ?? Number.NaN));
    const ceiling = `bare route with one INSERT: ${Math.round(median(ceilings))}/s`;
    return [
      atLeast('webhooks accepted, ratio to a bare INSERT', median(ratios), 'ratio', 0.6, ceiling),
      told('webhooks accepted', median(accepted), '/s', ceiling),
    ];
  } finally {
    bare.process.kill();
    await accepting.close();
  }
}

async function measureTogether(cluster: ScratchCluster): Promise<Figure[]> {
  await createDatabase(cluster.url('postgres'), 'together');
  const url = cluster.url('together');
  const stack = await Stack.start({ arguments: ['--demo'], environment: { DATABASE_URL: url } });
  try {
    await deliver(webhookOf(stack));
    const before = await keptItems(url, 'done');
    const startedAt = performance.now();
    const accepted = await deliver(webhookOf(stack));
    const seconds = (performance.now() - startedAt) / 1_000;
    const handled = ((await keptItems(url, 'done')) - before) / seconds;
    const beside = `${Math.round(handled)} messages/s handled meanwhile`;
    return [told('webhooks accepted beside workers', accepted, '/s', beside)];
  } finally {
    await stack.close();
  }
}

const webhookOf = (stack: Stack) => `${stack.url}/webhooks/whatsapp/`;
const median = (values: readonly number[]) => quantile(values.slice(1), 0.5);

async function keptItems(url: string, state?: 'done'): Promise<number> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const { rows } = await owner.query<{ kept: number }>(
    'select count(*)::int as kept from inbound_item where $1::text is null or state = $1',
    [state],
  );
  await owner.end();
  return rows[0]?.kept ?? 0;
}

let serial = 0;

/** Requests answered with 200 per second. Every delivery is another message of one of 500 people. */
async function deliver(url: string): Promise<number> {
  const requests = Array.from({ length: DELIVERIES }, () => {
    serial += 1;
    const body = JSON.stringify(delivery(`wamid.bench.${serial}`, `55119${80_000_000 + (serial % 500)}`));
    const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
    return post(url, { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` }, body);
  });
  return load(url, requests, CONNECTIONS);
}

/** Meta's envelope around one text message. */
function delivery(id: string, from: string) {
  const message = {
    from,
    id,
    timestamp: '1795000000',
    type: 'text',
    text: { body: 'Vocês atendem convênio na quinta-feira?' },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '551140000000', phone_number_id: '100000000000001' },
    contacts: [{ profile: { name: 'Contato de teste' }, wa_id: from }],
    messages: [message],
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '200000000000001', changes: [{ value, field: 'messages' }] }],
  };
}

async function startBareRoute(databaseUrl: string): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [new URL('bareRoute.ts', import.meta.url).pathname], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: String(line), process: child };
}
