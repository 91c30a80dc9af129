/** The database goes away under load and comes back: nothing that was confirmed is lost, and everybody finds it again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addWork, type Lanes, startLanes } from '../jobs/index.ts';
import { followFeed } from '../sync/feedListener.ts';
import { type Sequencer, startSequencer } from '../sync/sequencer.ts';
import { quiet, type ScratchCluster, startScratchCluster, testCompany, until } from '../testing/index.ts';
import { createDatabase } from './database.ts';
import { startCluster } from './embedded/cluster.ts';
import { type Database, inCompany, openDatabase, type Trx } from './index.ts';

/** Recovery, and lanes that wait after a failure, on a busy machine. */
const PATIENCE_MS = 30_000;

let cluster: ScratchCluster;
let database: Database;
let lanes: Lanes;
let sequencer: Sequencer;
let company: string;
const told = { changes: 0, gaps: 0 };

beforeEach(async () => {
  cluster = await startScratchCluster('durable');
  await createDatabase(cluster.url('postgres'), 'balcao');
  const url = cluster.url('balcao');
  database = await openDatabase({ server: { kind: 'external', url, directUrl: url }, dataDir: '', log: quiet });
  company = await testCompany(database);
  sequencer = startSequencer(database, quiet);
  await followFeed(database, { onChange: () => (told.changes += 1), onGap: () => (told.gaps += 1) });
  lanes = await startLanes({
    database,
    log: quiet,
    leaseSeconds: 1,
    workers: [{ prefix: 'tag', run: (lane) => lane.step((trx) => markDone(trx, lane.key)) }],
  });
});
afterEach(async () => {
  await lanes.stop();
  await sequencer.stop();
  await database.close();
  await cluster[Symbol.asyncDispose]();
});

async function markDone(trx: Trx, name: string): Promise<{ nextDueAt: null }> {
  await trx
    .updateTable('tag')
    .set({ color: 'done' })
    .where('companyId', '=', company)
    .where('name', '=', name)
    .execute();
  return { nextDueAt: null };
}

async function restart(): Promise<void> {
  await cluster.stop();
  await sleep(500);
  await startCluster({ folder: cluster.folder, durability: 'durable', log: quiet });
}

/** One session dies of a fault; PostgreSQL ends all the others and recovers. */
async function crash(): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database.express);
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await sleep(500);
}

test.each([
  ['restarted', restart],
  ['crashed', crash],
])(
  'a database that is %s under load loses nothing that was confirmed, and everything goes on',
  async (_how, disturb) => {
    const confirmed: string[] = [];
    let failed = 0;
    let ending = false;
    told.gaps = 0;
    const load = Array.from({ length: 10 }, async (_, writer) => {
      for (let n = 0; !ending; n += 1) {
        const name = `tag:${writer}:${n}`;
        await inCompany(database, company, async (trx) => {
          await trx.insertInto('tag').values({ companyId: company, name }).execute();
          await addWork(trx, company, [name]);
        }).then(
          () => confirmed.push(name),
          () => {
            failed += 1; // broken in the commit itself: nobody knows
          },
        );
        await sleep(2);
      }
    });
    await sleep(300);
    const before = confirmed.length;
    await disturb();
    await until(() => confirmed.length > before + 50, PATIENCE_MS);
    ending = true;
    await Promise.all(load);

    expect(failed).toBeLessThanOrEqual(10); // at most what each writer had in its commit
    const owner = new pg.Client({ connectionString: cluster.url('balcao') });
    await owner.connect();
    const count = async (statement: string) => (await owner.query<{ n: number }>(statement)).rows[0]?.n ?? -1;
    const { rows } = await owner.query<{ name: string }>('select name from tag');
    const kept = new Set(rows.map(({ name }) => name));
    expect(confirmed.filter((name) => !kept.has(name))).toEqual([]);
    await until(
      async () => (await count(`select count(*)::int as n from tag where color <> 'done'`)) === 0,
      PATIENCE_MS,
    );
    await until(async () => (await count('select count(*)::int as n from feed_in')) === 0, PATIENCE_MS);
    await until(() => told.gaps === 1, PATIENCE_MS);
    const changes = told.changes;
    await testCompany(database);
    await until(() => told.changes > changes);
    await owner.end();
  },
);
