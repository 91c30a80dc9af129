import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';

/** Tables of no company: they hold ids and hashes only, and have grants of their own. */
const OUTSIDE = ['feed', 'feed_epoch', 'feed_in', 'lane', 'migration', 'sign_in_guess'];

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('every table is bound by row-level security, but for the few that belong to no company', async () => {
  const open = await database.asOwner<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
    order by relname`);
  expect(open.map(({ name }) => name)).toEqual(OUTSIDE);
});

test('every key of a company’s table begins with the company', async () => {
  const others = await database.asOwner<{ table: string }>(`
    select c.relname as table from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
    where c.relnamespace = 'public'::regnamespace and c.relrowsecurity and a.attname <> 'company_id'
    order by 1`);
  expect(others.map(({ table }) => table)).toEqual(['company']); // its id is the company
});

test('the application’s role owns none of these tables and cannot bypass policies', async () => {
  expect(
    await database.asOwner(`select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'balcao_app'`),
  ).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  expect(
    await database.asOwner(
      `select relname from pg_class where relowner = 'balcao_app'::regrole and relnamespace = 'public'::regnamespace`,
    ),
  ).toEqual([]);
});

test('foreign keys between companies’ tables carry the company', async () => {
  const loose = await database.asOwner<{ name: string }>(`
    select conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
    where contype = 'f' and c.relnamespace = 'public'::regnamespace
      and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey) and a.attname = 'company_id')`);
  expect(loose).toEqual([]);
});
