import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testCompany, testDatabase } from '../testing/index.ts';
import { afterCommit, inCompany } from './index.ts';

/** A connection that once had a company reads its setting as empty; a fresh one does not know it. */
const NO_COMPANY_SET = /app\.company_id|syntax for type uuid: ""/;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a company sees its own rows and nobody else’s', async () => {
  const [mine, theirs] = [await testCompany(database), await testCompany(database)];
  await inCompany(database, theirs, (trx) => trx.insertInto('tag').values({ companyId: theirs, name: 'x' }).execute());
  const seen = await inCompany(database, mine, (trx) => trx.selectFrom('tag').selectAll().execute());
  expect(seen).toEqual([]);
});

test('a row of another company cannot be written', async () => {
  const [mine, theirs] = [await testCompany(database), await testCompany(database)];
  const trespass = inCompany(database, mine, (trx) =>
    trx.insertInto('tag').values({ companyId: theirs, name: 'x' }).execute(),
  );
  await expect(trespass).rejects.toThrow(/row-level security/);
});

test('a transaction begins and enters its company in one journey', async () => {
  const company = await testCompany(database);
  const journeys = await inCompany(database, company, () =>
    sql<{ query: string }>`
      select query from pg_stat_activity
      where state = 'idle in transaction' and query like ${`%${company}%`}`.execute(database.kysely),
  );
  expect(journeys.rows).toEqual([{ query: `start transaction read write; set local app.company_id = '${company}'` }]);
});

test('a query outside any company is refused by PostgreSQL itself', async () => {
  await expect(sql`select * from tag`.execute(database.kysely)).rejects.toThrow(NO_COMPANY_SET);
});

test('the application cannot lift the policies that bind it', async () => {
  const company = await testCompany(database);
  const inside = (statement: string) => inCompany(database, company, (trx) => sql.raw(statement).execute(trx));
  await expect(inside('alter table tag disable row level security')).rejects.toThrow(/must be owner/);
  await expect(inside('set local role balcao')).rejects.toThrow(/permission denied/);
});

test('what waits for the commit runs after it, and never after a rollback', async () => {
  const company = await testCompany(database);
  const ran: string[] = [];
  await inCompany(database, company, async (trx) => afterCommit(trx, () => ran.push('committed')));
  await inCompany(database, company, async (trx) => {
    afterCommit(trx, () => ran.push('rolled back'));
    throw new Error('no');
  }).catch(() => {});
  expect(ran).toEqual(['committed']);
});

test('two transactions that deadlock both succeed, because the loser does it again', async () => {
  const company = await testCompany(database);
  const ids = await inCompany(database, company, (trx) =>
    trx
      .insertInto('tag')
      .values(['a', 'b'].map((name) => ({ companyId: company, name })))
      .returning('id')
      .execute(),
  );
  const bothStarted = Promise.withResolvers<void>();
  let started = 0;
  let attempts = 0;
  const touch = (order: { id: string }[]) =>
    inCompany(database, company, async (trx) => {
      attempts += 1;
      for (const { id } of order) {
        await trx
          .updateTable('tag')
          .set({ color: 'red' })
          .where('companyId', '=', company)
          .where('id', '=', id)
          .execute();
        started += 1;
        if (started === 2) bothStarted.resolve();
        await bothStarted.promise;
      }
    });
  await Promise.all([touch(ids), touch(ids.toReversed())]);
  expect(attempts).toBe(3);
});

test('a read-only transaction refuses to write', async () => {
  const company = await testCompany(database);
  const writing = inCompany(
    database,
    company,
    (trx) => trx.insertInto('tag').values({ companyId: company, name: 'x' }).execute(),
    { readOnly: true },
  );
  await expect(writing).rejects.toThrow(/read-only transaction/);
});

test('a counter arrives as a number, a time as a Date', async () => {
  const { rows } = await sql<{ n: unknown; at: unknown }>`select 42::int8 as n, now() as at`.execute(database.kysely);
  expect(rows[0]).toEqual({ n: 42, at: expect.any(Date) });
});
