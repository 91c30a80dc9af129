/**
 * The feed's promise, under the worst order of things: a reader that remembers its place never misses a change. Writers
 * commit late, roll back, use savepoints; three sequencers run at once, one of them a process that is killed.
 *
 * RACE_SCALE=10 for ten thousand commits.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { sequenceFeed, startSequencer } from './sequencer.ts';

const SCALE = Number(process.env.RACE_SCALE ?? 1);
const COMMITS = 1_000 * SCALE;
const WRITERS = 8;
const COMPANIES = [randomUUID(), randomUUID(), randomUUID()];

/** What each row's last committed version is, by the writers' own account. */
type Ledger = Map<string, number>;

test('a reader that remembers its place misses no change, whatever order commits come in', async () => {
  await using database = await testDatabase();
  await database.asOwner(
    'create table thing (company_id uuid not null, id uuid primary key, version integer not null)',
  );
  await database.asOwner(`call feeds_replica('thing', 'things')`);
  const ledger: Ledger = new Map();
  const alongside = startSequencer(database, quiet);
  const killed = keepKillingSequencers(database);
  const reader = followByNumber(database);

  await Promise.all(Array.from({ length: WRITERS }, () => writeUntidily(database, ledger, COMMITS / WRITERS)));

  await killed.end();
  await until(async () => (await sequenceFeed(database, 1_000)) === 0);
  await alongside.stop();
  const seen = await reader.end();
  expect(seen.backwards).toEqual([]);
  expect(seen.versions).toEqual(ledger);
  expect(await database.asOwner('select seq from feed group by company_id, seq having count(*) > 1')).toEqual([]);
});

/** One writer: transactions over few rows, so that writers meet on them; a third waits before it commits. */
async function writeUntidily(database: TestDatabase, ledger: Ledger, commits: number): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const change = (id: string, company: string) =>
    client.query<{ version: number }>(
      `insert into thing values ($1, $2, 1) on conflict (id) do update set version = thing.version + 1 returning version`,
      [company, id],
    );
  const versionOf = (result: pg.QueryResult<{ version: number }>) => result.rows[0]?.version ?? 0;
  for (let n = 0; n < commits; n += 1) {
    const place = Math.floor(Math.random() * 60);
    const company = COMPANIES[place % COMPANIES.length] ?? '';
    const id = `00000000-0000-4000-8000-0000000000${String(place).padStart(2, '0')}`;
    await client.query('begin');
    const version = versionOf(await change(id, company));
    const own = randomUUID();
    const chance = Math.random();
    if (chance < 0.2) {
      await client.query('savepoint s');
      await change(own, company);
      await client.query('rollback to s');
    } else if (chance < 0.4) {
      await client.query('savepoint s');
      await change(own, company);
      await client.query('release s');
    }
    if (Math.random() < 0.3) await sleep(Math.random() * 10);
    if (Math.random() < 0.1) {
      await client.query('rollback');
      continue;
    }
    await client.query('commit');
    ledger.set(id, Math.max(version, ledger.get(id) ?? 0));
    if (chance >= 0.2 && chance < 0.4) ledger.set(own, 1);
  }
  await client.end();
}

/** Reads by number as a pull does, looking only after the last number it saw, company by company. */
function followByNumber(database: TestDatabase) {
  const versions: Ledger = new Map();
  const backwards: number[] = [];
  const places = new Map(COMPANIES.map((company) => [company, 0]));
  const client = new pg.Client({ connectionString: database.url });
  let ending = false;

  async function readOnce(): Promise<number> {
    let count = 0;
    for (const [company, place] of places) {
      const { rows } = await client.query<{ seq: string; row_id: string; version: number | null }>(
        `select feed.seq, feed.row_id, thing.version from feed left join thing on thing.id = feed.row_id
         where feed.company_id = $1 and feed.seq > $2 order by feed.seq limit 50`,
        [company, place],
      );
      for (const { seq, row_id, version } of rows) {
        if (Number(seq) <= (places.get(company) ?? 0)) backwards.push(Number(seq));
        places.set(company, Number(seq));
        if (version !== null) versions.set(row_id, version);
      }
      count += rows.length;
    }
    return count;
  }

  const reading = (async () => {
    await client.connect();
    while (!ending) {
      await readOnce();
      await sleep(Math.random() * 3);
    }
    while ((await readOnce()) > 0);
    await client.end();
  })();
  return {
    end: async () => {
      ending = true;
      await reading;
      return { versions, backwards };
    },
  };
}

/** Two further sequencers, each a process of its own, killed in the midst of it and replaced. */
function keepKillingSequencers(database: TestDatabase) {
  let ending = false;
  const launch = () =>
    fork(join(import.meta.dirname, 'sequencer.race.process.ts'), [database.url], { stdio: 'inherit' });
  const lives = [0, 1].map(async () => {
    while (!ending) {
      const child: ChildProcess = launch();
      await Promise.race([once(child, 'message'), once(child, 'exit')]);
      await sleep(Math.random() * 300);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });
  return {
    end: async () => {
      ending = true;
      await Promise.all(lives);
    },
  };
}
