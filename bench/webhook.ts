/**
 * Webhooks accepted per second, against a bare Fastify route with one INSERT of the same body, on the same database, in
 * the same run. Both are processes of their own, loaded the same way, in alternating rounds; the median round counts.
 *
 * The product accepts with its workers elsewhere (`--no-workers`): what is measured is the way of a webhook. A second
 * figure, without a goal of its own, has the workers in the same process, as a small installation runs.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Stack } from '../e2e/stack.ts';
import { startScratchCluster } from '../server/src/testing/scratchCluster.ts';
import { atLeast, type Figure, quantile } from './figure.ts';
import { load } from './load.ts';

const ROUNDS = 5;
const ROUND_SECONDS = 4;
const CONNECTIONS = 32;
const APP_SECRET = 'sim-app-secret';

export async function run(): Promise<Figure[]> {
  await using cluster = await startScratchCluster('durable');
  const url = cluster.url('postgres');
  const accepting = await Stack.start({ arguments: ['--demo', '--no-workers'], environment: { DATABASE_URL: url } });
  const bare = await startBareRoute(url);
  try {
    const ceilings: number[] = [];
    const accepted: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ceilings.push(await measure(bare.url, round));
      accepted.push(await measure(`${accepting.url}/webhooks/whatsapp/`, round));
    }
    const ratios = accepted.map((value, round) => value / (ceilings[round] ?? Number.NaN));
    const ceiling = `bare route with one INSERT: ${Math.round(quantile(ceilings, 0.5))}/s`;
    return [
      atLeast('webhooks accepted, ratio to a bare INSERT', quantile(ratios, 0.5), 'ratio', 0.6, ceiling),
      { ...atLeast('webhooks accepted', quantile(accepted, 0.5), '/s', 0, ceiling), goal: 'told' },
    ];
  } finally {
    bare.process.kill();
    await accepting.close();
  }
}

let serial = 0;

/** Requests answered with 200 per second. Every delivery is another message of one of 500 people. */
async function measure(url: string, round: number): Promise<number> {
  return load({
    url,
    seconds: ROUND_SECONDS,
    connections: CONNECTIONS,
    request: () => {
      serial += 1;
      const body = JSON.stringify(delivery(`wamid.bench.${round}.${serial}`, `55119${80_000_000 + (serial % 500)}`));
      const signature = createHmac('sha256', APP_SECRET).update(body).digest('hex');
      return { body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` } };
    },
  });
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
