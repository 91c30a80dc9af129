import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { quiet, type TestDatabase, testCompany, testDatabase, until } from '../testing/index.ts';
import { forgetIdleLanes } from './idleLanes.ts';
import { addWork, type Lane, LaneLost, type Lanes, type LanesOptions, type LaneWorker, startLanes } from './index.ts';
import { upsertLanes } from './laneStore.ts';

let database: TestDatabase;
let company: string;
const started: Lanes[] = [];

beforeEach(async () => {
  database = await testDatabase();
  company = await testCompany(database);
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((lanes) => lanes.stop()));
  await database.close();
});

async function work(run: LaneWorker['run'], options: Partial<LanesOptions> = {}): Promise<Lanes> {
  const lanes = await startLanes({ database, workers: [{ prefix: 'out', run }], log: quiet, ...options });
  started.push(lanes);
  return lanes;
}

const give = (key: string, dueAt?: Date) => inCompany(database, company, (trx) => addWork(trx, company, [key], dueAt));
const laneRow = async (key: string) => (await database.asOwner('select * from lane where key = $1', [key]))[0];
const NOTHING_LEFT = { nextDueAt: null };

test('work that was added runs at once, and the lane is idle afterwards', async () => {
  const ran: string[] = [];
  await work(async ({ key }) => {
    ran.push(key);
    return NOTHING_LEFT;
  });
  const startedAt = performance.now();
  await give('out:1');
  await until(() => ran.length > 0);
  expect(performance.now() - startedAt).toBeLessThan(300); // the nudge, not the sweep
  await until(async () => (await laneRow('out:1'))?.token === null);
  expect(await laneRow('out:1')).toMatchObject({ gen: '1', done_gen: '1', failures: 0 });
});

test('work whose nudge was lost is found by the sweep', async () => {
  const ran: string[] = [];
  await work(async ({ key }) => {
    ran.push(key);
    return NOTHING_LEFT;
  });
  await inCompany(database, company, (trx) => upsertLanes(trx, company, ['out:quiet'], null));
  await until(() => ran.includes('out:quiet'));
});

test('work added while the lane runs is seen to before the lane is let go', async () => {
  let runs = 0;
  await work(async () => {
    runs += 1;
    if (runs === 1) await give('out:1');
    return NOTHING_LEFT;
  });
  await give('out:1');
  await until(() => runs === 2);
  await until(async () => (await laneRow('out:1'))?.token === null);
  expect(await laneRow('out:1')).toMatchObject({ gen: '2', done_gen: '2' });
});

test('a lane with an item that is due later runs again then, and not before', async () => {
  const ran: number[] = [];
  await work(async () => {
    ran.push(Date.now());
    return { nextDueAt: ran.length === 1 ? new Date(Date.now() + 1_000) : null };
  });
  await give('out:1');
  await until(() => ran.length === 2);
  const [first = 0, second = 0] = ran;
  expect(second - first).toBeGreaterThanOrEqual(990);
  expect(second - first).toBeLessThan(2_500);
});

test('an idle lane with work for later does not start at its old date', async () => {
  let runs = 0;
  await work(async () => {
    runs += 1;
    return NOTHING_LEFT;
  });
  await give('out:1');
  await until(() => runs === 1);
  await give('out:1', new Date(Date.now() + 60_000));
  await sleep(1_200);
  expect(runs).toBe(1);
});

test('a run that fails is repeated after a pause, and its step leaves nothing behind', async () => {
  let runs = 0;
  await work(async (lane) => {
    runs += 1;
    await lane.step(async (trx) => {
      await trx
        .insertInto('tag')
        .values({ companyId: company, name: `run ${runs}` })
        .execute();
      if (runs === 1) throw new Error('the first time it breaks');
    });
    return NOTHING_LEFT;
  });
  await give('out:1');
  await until(() => runs === 2);
  await until(async () => (await laneRow('out:1'))?.token === null);
  expect(await database.asOwner('select name from tag')).toEqual([{ name: 'run 2' }]);
  expect(await laneRow('out:1')).toMatchObject({ failures: 0, done_gen: '1' });
});

test('a worker whose lane was taken over can commit nothing more in it', async () => {
  const outcome = Promise.withResolvers<unknown>();
  await work(
    async (lane) => {
      await sql`update lane set token = gen_random_uuid(), lease_until = now() + interval '1 hour'`.execute(
        database.kysely,
      );
      await lane
        .step((trx) => trx.insertInto('tag').values({ companyId: company, name: 'too late' }).execute())
        .then(outcome.resolve, outcome.resolve);
      return NOTHING_LEFT;
    },
    { concurrency: 1 },
  );
  await give('out:1');
  expect(await outcome.promise).toBeInstanceOf(LaneLost);
  expect(await database.asOwner('select from tag')).toEqual([]);
});

test('a long call to the outside keeps its lease', async () => {
  let runs = 0;
  const slow = async () => {
    runs += 1;
    await sleep(2_500);
    return NOTHING_LEFT;
  };
  await work(slow, { leaseSeconds: 1 });
  await work(slow, { leaseSeconds: 1 }); // a second worker that would take it over
  await give('out:1');
  await until(async () => (await laneRow('out:1'))?.done_gen === '1');
  expect(runs).toBe(1);
});

test('stopping lets the item at hand end, takes no other lane, and leaves the rest due', async () => {
  const begun = Promise.withResolvers<Lane>();
  const mayEnd = Promise.withResolvers<void>();
  const lanes = await work(
    async (lane) => {
      begun.resolve(lane);
      await mayEnd.promise;
      await lane.step((trx) => trx.insertInto('tag').values({ companyId: company, name: 'ended' }).execute());
      return NOTHING_LEFT;
    },
    { concurrency: 1 },
  );
  await give('out:1');
  const lane = await begun.promise;
  await give('out:2');
  let stopped = false;
  const stopping = lanes.stop().then(() => {
    stopped = true;
  });
  await sleep(100);
  expect(stopped).toBe(false);
  expect(lane.stopping.aborted).toBe(true);
  mayEnd.resolve();
  await stopping;
  expect(await database.asOwner('select name from tag')).toEqual([{ name: 'ended' }]);
  expect(await database.asOwner('select from lane where gen > done_gen and token is null')).toHaveLength(2);
});

test('one company’s many slow lanes leave places for the others', async () => {
  const other = await testCompany(database);
  const ran: string[] = [];
  const mayEnd = Promise.withResolvers<void>();
  await work(
    async ({ companyId }) => {
      ran.push(companyId);
      if (companyId === company) await mayEnd.promise;
      return NOTHING_LEFT;
    },
    { concurrency: 3, perCompany: 2 },
  );
  const keys = Array.from({ length: 50 }, (_, n) => `out:${n}`);
  await inCompany(database, company, (trx) => addWork(trx, company, keys));
  await inCompany(database, other, (trx) => addWork(trx, other, ['out:x']));
  await until(() => ran.includes(other));
  mayEnd.resolve();
  await until(() => ran.length === 51);
});

test('lanes of another prefix are left to those who know them', async () => {
  let runs = 0;
  await work(async () => {
    runs += 1;
    return NOTHING_LEFT;
  });
  await give('in:1');
  await sleep(1_200);
  expect(runs).toBe(0);
});

test('lanes that were idle for days are forgotten, those with work stay however old', async () => {
  await database.asOwner(
    `insert into lane (company_id, key, gen, done_gen, due_at) values
    ($1, 'out:idle', 3, 3, now() - interval '8 days'), ($1, 'out:due', 3, 2, now() - interval '8 days'), ($1, 'out:recent', 3, 3, now())`,
    [company],
  );
  expect(await forgetIdleLanes(database)).toBe(1);
  expect(await database.asOwner('select key from lane order by key')).toEqual([
    { key: 'out:due' },
    { key: 'out:recent' },
  ]);
});
