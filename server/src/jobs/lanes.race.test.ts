/**
 * The lanes' promise under kills: every item takes effect exactly once, and in its lane's order. Three workers, each a
 * process of its own, are killed (SIGKILL) and replaced all the time; some are suspended for longer than their lease
 * first, and wake up in lanes that are no longer theirs. A quarter of the nudges is never sent.
 *
 * RACE_SCALE=5 for ten thousand items over five hundred lanes.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { type TestDatabase, testCompany, testDatabase, until } from '../testing/index.ts';
import { addWork } from './index.ts';
import { upsertLanes } from './laneStore.ts';

const SCALE = Number(process.env.RACE_SCALE ?? 1);
const LANES = 100 * SCALE;
const ITEMS_A_LANE = 20;
const WORKERS = 3;

test('every item takes effect once and in order, whoever is killed and whatever nudge is lost', {
  timeout: 60_000 * SCALE,
}, async () => {
  await using database = await testDatabase();
  await database.asOwner(`
    create table item (lane_key text, n integer, done boolean not null default false, primary key (lane_key, n));
    create table effect (id bigint generated always as identity primary key, lane_key text, n integer);
    grant select, insert, update on item, effect to balcao_app`);
  const company = await testCompany(database);
  const workers = keepKillingWorkers(database);

  await giveWork(database, company);
  const done = async () => (await database.asOwner<{ n: number }>('select count(*)::int as n from effect'))[0]?.n ?? 0;
  await until(async () => (await done()) >= LANES * ITEMS_A_LANE, 50_000 * SCALE);
  await sleep(500); // a second effect would come now
  const kills = await workers.end();

  const effects = await database.asOwner<{ lane_key: string; n: number }>('select lane_key, n from effect order by id');
  const byLane = Map.groupBy(effects, (effect) => effect.lane_key);
  expect(byLane.size).toBe(LANES);
  const inOrder = Array.from({ length: ITEMS_A_LANE }, (_, n) => n);
  for (const [lane, its] of byLane) expect([lane, its.map(({ n }) => n)]).toEqual([lane, inOrder]);
  expect(kills).toBeGreaterThan(3);
});

/** Items of many lanes in random mixtures, several lanes a transaction. */
async function giveWork(database: TestDatabase, company: string): Promise<void> {
  const next = new Map(Array.from({ length: LANES }, (_, lane) => [`race:${lane}`, 0]));
  while (next.size > 0) {
    const keys = [...next.keys()].filter(() => Math.random() < 5 / next.size);
    await inCompany(database, company, async (trx) => {
      for (const key of keys) await sql`insert into item (lane_key, n) values (${key}, ${next.get(key)})`.execute(trx);
      const isNudged = Math.random() < 0.75;
      if (isNudged) await addWork(trx, company, keys);
      else await upsertLanes(trx, company, keys, null);
    });
    for (const key of keys) {
      const n = (next.get(key) ?? 0) + 1;
      if (n === ITEMS_A_LANE) next.delete(key);
      else next.set(key, n);
    }
  }
}

function keepKillingWorkers(database: TestDatabase) {
  let ending = false;
  let kills = 0;
  const live = async (ms: number) => {
    for (const end = Date.now() + ms; Date.now() < end && !ending; ) await sleep(20);
  };
  const lives = Array.from({ length: WORKERS }, async () => {
    while (!ending) {
      const child: ChildProcess = fork(join(import.meta.dirname, 'lanes.race.process.ts'), [database.url]);
      await Promise.race([once(child, 'message'), once(child, 'exit')]);
      await live(300 + Math.random() * 1_200);
      if (Math.random() < 0.4) {
        child.kill('SIGSTOP');
        await live(1_500);
        child.kill('SIGCONT');
        await live(300);
      }
      child.kill('SIGKILL');
      kills += 1;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
  });
  return {
    end: async () => {
      ending = true;
      await Promise.all(lives);
      return kills;
    },
  };
}
