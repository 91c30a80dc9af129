/** The server as a process, on a test's database: what only shows when all of it starts and ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { inCompany } from './db/index.ts';
import { DEMO_COMPANY_ID } from './demo/people.ts';
import { testDatabase, until } from './testing/index.ts';

const MAIN = join(import.meta.dirname, 'main.ts');

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function started(env: NodeJS.ProcessEnv, flags: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-main-'));
  const child: ChildProcess = spawn(process.execPath, [MAIN, ...flags], {
    env: { ...process.env, NODE_ENV: 'development', DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const lines: string[] = [];
  const exited = once(child, 'exit').then(([code]: unknown[]) => code);
  const ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) throw new Error('no output');
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('Balcão is ready: ')) ready.resolve();
    });
  }
  await Promise.race([ready.promise, exited]);
  return { child, lines, exited };
}

test('PLAT-15 stopped under load, it answers everything it took and ends with 0', async () => {
  await using database = await testDatabase();
  const [port, simulatorsPort] = [await freePort(), await freePort()];
  const env = { DATABASE_URL: database.url, PORT: String(port), SIMULATORS_PORT: String(simulatorsPort) };
  const { child, lines, exited } = await started(env, ['--demo']);
  expect(lines).toContain(`Balcão is ready: http://localhost:${port}`);
  const url = `http://localhost:${port}/api/auth/sign-in`;
  const signIn = () =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'admin@demo.local', password: 'balcao-demo' }),
    });
  const attempt = () => signIn().catch(() => null);
  expect((await signIn()).status).toBe(200);

  let answered = 1;
  const callers = Array.from({ length: 8 }, async () => {
    // Until it is turned away: a request that the server never took is the caller's to repeat.
    for (let answer = await attempt(); answer; answer = await attempt()) {
      expect([200, 503]).toContain(answer.status);
      if (answer.status === 200) answered += 1;
    }
  });
  await sleep(500);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  await Promise.all(callers);
  expect(answered).toBeGreaterThan(8);
  // What the server says it did is what the callers heard: no answer was lost on its way out.
  expect(lines.filter((line) => line.includes('/api/auth/sign-in') && line.includes('"status":200'))).toHaveLength(
    answered,
  );
  expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

test('a port that is taken, and a wrong variable, are told in words', async () => {
  await using database = await testDatabase();
  const taken = createServer().listen(0, 'localhost');
  await once(taken, 'listening');
  onTestFinished(() => {
    taken.close();
  });
  const address = taken.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  const blocked = await started({ DATABASE_URL: database.url, PORT: port });
  expect(await blocked.exited).toBe(1);
  expect(blocked.lines.join('\n')).toContain('The port is taken by another program');

  const wrong = await started({ PORT: 'eighty' });
  expect(await wrong.exited).toBe(1);
  expect(wrong.lines.join('\n')).toContain('PORT is not a number. Example: PORT=8080');
});

test('PLAT-14 a process without workers keeps what it accepts until one with workers handles it', async () => {
  await using database = await testDatabase();
  const start = async (...flags: string[]) => {
    const [port, simulatorsPort] = [String(await freePort()), String(await freePort())];
    const env = { DATABASE_URL: database.url, PORT: port, SIMULATORS_PORT: simulatorsPort };
    await started(env, ['--demo', ...flags]);
    return { url: `http://localhost:${port}`, simulators: `http://localhost:${simulatorsPort}` };
  };
  const unsettled = () =>
    inCompany(database, DEMO_COMPANY_ID, (trx) =>
      trx.selectFrom('inboundItem').select('id').where('state', '=', 'waiting').execute(),
    );
  const accepting = await start('--no-workers');
  const health = await fetch(`${accepting.url}/healthz`);
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ status: 'ok', workers: [{ name: 'sequencer', ok: true }] });

  const sent = await fetch(`${accepting.simulators}/_sim/whatsapp/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '5511970000001', type: 'text', text: { body: 'Bom dia' } }),
  });
  expect(sent.status).toBe(200);
  // Longer than the sweep that would find the lane if there were one.
  await sleep(1_000);
  expect(await unsettled()).toHaveLength(1);

  await start();
  await until(async () => (await unsettled()).length === 0);
}, 30_000);
