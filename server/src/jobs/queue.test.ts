import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { quiet, type TestDatabase, testCompany, testDatabase, until } from '../testing/index.ts';
import { defineJob, type Job, type Queue, sendJob, startQueue } from './index.ts';

let database: TestDatabase;
let queue: Queue;

beforeEach(async () => {
  database = await testDatabase();
});
afterEach(async () => {
  await queue.stop(1_000);
  await database.close();
});

const data = z.object({ companyId: z.uuid() });
type Data = z.output<typeof data>;
const counting = (options: Partial<Job<Data>> = {}) => {
  const ran: Data[] = [];
  const job = defineJob<Data>({ name: 'test.count', data, run: async (given) => void ran.push(given), ...options });
  return { ran, job };
};

test('a job sent in a transaction runs after its commit, within a moment', async () => {
  const { ran, job } = counting();
  queue = await startQueue(database, [job], quiet);
  const companyId = await testCompany(database);
  await inCompany(database, companyId, async (trx) => sendJob(trx, job, { companyId }, quiet));
  const committedAt = performance.now();
  await until(() => ran.length === 1);
  expect(performance.now() - committedAt).toBeLessThan(450); // NOTIFY, not the backstop
  expect(ran).toEqual([{ companyId }]);
});

test('a transaction that rolls back sends nothing', async () => {
  const { ran, job } = counting();
  queue = await startQueue(database, [job], quiet);
  const companyId = await testCompany(database);
  await inCompany(database, companyId, async (trx) => {
    sendJob(trx, job, { companyId }, quiet);
    throw new Error('no');
  }).catch(() => {});
  await inCompany(database, companyId, async (trx) => sendJob(trx, job, { companyId }, quiet));
  await until(() => ran.length > 0);
  expect(ran).toHaveLength(1);
  expect(await database.asOwner(`select from pgboss.job where name = 'test.count'`)).toHaveLength(1);
});

test('a job of a batch that fails is tried again, the others are not', async () => {
  const tries = new Map<string, number>();
  const [good, bad] = [await testCompany(database), await testCompany(database)];
  const { job } = counting({
    run: async ({ companyId }) => {
      tries.set(companyId, (tries.get(companyId) ?? 0) + 1);
      if (companyId === bad) throw new Error('not this one');
    },
  });
  queue = await startQueue(database, [job], quiet);
  await Promise.all([queue.send(job, { companyId: good }), queue.send(job, { companyId: bad })]);
  const states = () =>
    database.asOwner<{ state: string; data: Data }>(`select state, data from pgboss.job where name = 'test.count'`);
  await until(async () => (await states()).every(({ state }) => state === 'completed' || state === 'retry'));
  expect(tries).toEqual(
    new Map([
      [good, 1],
      [bad, 1],
    ]),
  );
  expect((await states()).find(({ state }) => state === 'retry')?.data.companyId).toBe(bad);
});

test('a schedule that a new version no longer has is taken away', async () => {
  const companyId = '00000000-0000-0000-0000-000000000000';
  const scheduled = counting({ schedule: { cron: '0 3 * * *', zone: 'America/Sao_Paulo', data: { companyId } } });
  queue = await startQueue(database, [scheduled.job], quiet);
  expect(await database.asOwner('select name, cron, timezone from pgboss.schedule')).toEqual([
    { name: 'test.count', cron: '0 3 * * *', timezone: 'America/Sao_Paulo' },
  ]);
  await queue.stop(1_000);
  queue = await startQueue(database, [counting().job], quiet);
  expect(await database.asOwner('select from pgboss.schedule')).toEqual([]);
});

test('data that does not fit its job is refused where it is sent', async () => {
  const { job } = counting();
  queue = await startQueue(database, [job], quiet);
  await expect(queue.send(job, { companyId: 'not an id' })).rejects.toThrow(/uuid/i);
});
