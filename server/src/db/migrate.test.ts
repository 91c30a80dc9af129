import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { quiet, type TestDatabase, testDatabase } from '../testing/index.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
let folder: string;
const owners: pg.Client[] = [];

beforeEach(async () => {
  database = await testDatabase();
  await database.asOwner('delete from migration');
  folder = await mkdtemp(join(tmpdir(), 'balcao-migrations-'));
});
afterEach(async () => {
  await Promise.all(owners.splice(0).map((owner) => owner.end()));
  await database.close();
  await rm(folder, { recursive: true });
});

const file = (name: string, sql: string) => writeFile(join(folder, name), sql);

async function run(): Promise<string[]> {
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  owners.push(owner);
  return migrate(owner, folder, quiet);
}

test('what is new is applied in the order of its numbers, once', async () => {
  await file('0002_more.sql', 'alter table one add column x int;');
  await file('0001_one.sql', 'create table one ();');
  expect(await run()).toEqual(['0001_one.sql', '0002_more.sql']);
  expect(await run()).toEqual([]);
});

test('processes that start at once apply each migration once', async () => {
  await file('0001_one.sql', 'create table one (); select pg_sleep(0.2);');
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual(['0001_one.sql']);
});

test('a migration that fails leaves nothing of itself, and names its line; those before it stay', async () => {
  await file('0001_one.sql', 'create table one ();');
  await file('0002_bad.sql', 'create table two ();\n\nalter table nowhere add column x int;\n');
  await expect(run()).rejects.toThrow(/0002_bad\.sql/);
  expect(await database.asOwner(`select to_regclass('one') is null as gone`)).toEqual([{ gone: false }]);
  expect(await database.asOwner(`select to_regclass('two') is null as gone`)).toEqual([{ gone: true }]);
  await file('0002_bad.sql', 'create table two ();\n\nsellect 1;\n');
  await expect(run()).rejects.toThrow(/0002_bad\.sql, line 3,/);
});

test('a file that was changed after it was applied stops the start', async () => {
  await file('0001_one.sql', 'create table one ();');
  await run();
  await file('0001_one.sql', 'create table one (x int);');
  await expect(run()).rejects.toThrow(/0001_one\.sql was changed after it was applied/);
});

test('a database that is ahead of the code is fine', async () => {
  await file('0001_one.sql', 'create table one ();');
  await file('0002_two.sql', 'create table two ();');
  await run();
  await rm(join(folder, '0002_two.sql'));
  expect(await run()).toEqual([]);
});

test.each([
  ['a name without a number', ['first.sql']],
  ['a number that is taken', ['0001_one.sql', '0001_uno.sql']],
])('%s is refused', async (_what, names) => {
  for (const name of names) await file(name, 'select 1;');
  await expect(run()).rejects.toThrow(/is not named|have the number/);
});
