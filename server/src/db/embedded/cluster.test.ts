import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quiet, until } from '../../testing/index.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { readPostmaster } from './postmaster.ts';
import type { Durability } from './settings.ts';

let folder: string;
const clusters: Cluster[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), `balcao-test-${process.pid}-`));
});
afterEach(async () => {
  for (const cluster of clusters.splice(0)) await cluster.stop();
  await rm(folder, { recursive: true, force: true });
});

async function start(where = folder, durability: Durability = 'throwaway'): Promise<Cluster> {
  const cluster = await startCluster({ folder: where, durability, log: quiet });
  clusters.push(cluster);
  return cluster;
}

async function ask<Row extends pg.QueryResultRow>(cluster: Cluster, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const dataOf = (where: string) => join(where, 'cluster');
const pidFileOf = (where: string) => join(dataOf(where), 'postmaster.pid');
const isRoot = process.getuid?.() === 0;

test('a server that was stopped keeps its data and its password', async () => {
  const first = await start();
  await ask(first, 'create table kept (x int)');
  await first.stop();
  expect(await readPostmaster(dataOf(folder))).toEqual({ kind: 'none' });
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second, 'select * from kept')).toEqual([]);
});

test('a server whose starter was killed is adopted by the next one', async () => {
  const starter = fork(join(import.meta.dirname, 'cluster.test.process.ts'), [folder]);
  const [pid] = await once(starter, 'message');
  starter.kill('SIGKILL');
  await once(starter, 'exit');
  const cluster = await start();
  expect(cluster).toMatchObject({ pid, adopted: true });
  await cluster.stop();
  expect(await readPostmaster(dataOf(folder))).toEqual({ kind: 'none' });
});

test('two starts at once share one server', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.pid).toBe(other.pid);
  expect(await ask(other, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a server that was killed is started again, and what was committed is there', async () => {
  const first = await start(folder, 'durable');
  await ask(first, 'create table kept (x int)');
  process.kill(first.pid, 'SIGKILL');
  const second = await start();
  expect(second.pid).not.toBe(first.pid);
  expect(await ask(second, 'select * from kept')).toEqual([]);
});

test('a start waits for a server that is still stopping', async () => {
  const first = await start();
  const stopped = first.stop();
  const second = await start();
  await stopped;
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('a pid file whose number belongs to another program now is cleared, and that program is left alone', async () => {
  const first = await start();
  const file = await readFile(pidFileOf(folder), 'utf8');
  await first.stop();
  const stranger = spawn('sleep', ['60']);
  await writeFile(pidFileOf(folder), file.replace(/^\d+/, String(stranger.pid)));
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(stranger.exitCode).toBe(null);
  stranger.kill();
});

test.runIf(process.platform === 'linux')(
  'a zombie’s pid file is cleared once its parent had time to take note',
  async () => {
    const first = await start();
    const file = await readFile(pidFileOf(folder), 'utf8');
    await first.stop();
    // The shell becomes a program that takes no note of its child's end, which must not come before that.
    const parent = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [pid] = await once(parent.stdout, 'data');
    await writeFile(pidFileOf(folder), file.replace(/^\d+/, String(pid).trim()));
    await until(async () => (await readPostmaster(dataOf(folder))).kind === 'zombie');
    const second = await start();
    expect(second.adopted).toBe(false);
    parent.kill();
  },
);

test('the last one out stops the server, anybody before leaves it running', async () => {
  const cluster = await start();
  const other = new pg.Client({ connectionString: cluster.url('postgres'), application_name: 'another process' });
  await other.connect();
  await cluster.leave();
  expect((await readPostmaster(dataOf(folder))).kind).toBe('running');
  await other.end();
  await until(async () => {
    await cluster.leave();
    return (await readPostmaster(dataOf(folder))).kind === 'none';
  });
});

test('a fault of the server is told in its own words', async () => {
  const cluster = await start();
  await cluster.stop();
  await writeFile(join(dataOf(folder), 'postgresql.auto.conf'), 'no_such_setting = on\n');
  await expect(start()).rejects.toThrow(/unrecognized configuration parameter "no_such_setting"/);
});

test('a path too long for a socket is served over loopback', async () => {
  const deep = join(folder, 'x'.repeat(60), 'y'.repeat(60));
  const cluster = await start(deep);
  expect(new URL(cluster.url('postgres')).hostname).toBe('127.0.0.1');
  expect(await ask(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test.runIf(isRoot)('root starts it as the owner of the folder, so that both can use the data', async () => {
  const owned = join(folder, 'owned');
  await mkdir(owned);
  await chown(owned, 65_534, 65_534);
  await chmod(folder, 0o755);
  await start(join(owned, 'postgres'));
  expect((await stat(dataOf(join(owned, 'postgres')))).uid).toBe(65_534);
});

test.runIf(isRoot && process.platform === 'linux')(
  'root starts it below a folder that only root may enter',
  async () => {
    await chmod(folder, 0o700);
    await chown(folder, 0, 0);
    const cluster = await start(join(folder, 'data', 'postgres'));
    await sleep(50);
    expect(await ask(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  },
);
