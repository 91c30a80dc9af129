/** Numbers of tickets are drawn inside transactions of messages: nobody may wait for another's there (QUE-02). */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../db/database.ts';
import { inCompany, type Trx } from '../db/index.ts';
import { MIGRATIONS_FOLDER, migrate } from '../db/migrate.ts';
import { quiet, type TestDatabase, testCompany, testDatabase } from '../testing/index.ts';
import { drawNumber } from './drawNumber.ts';

const DAY = '2026-11-21';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const draw = (companyId: string, day = DAY): Promise<number> =>
  inCompany(database, companyId, (trx) => drawNumber(trx, companyId, day));

/** As the version before this one counts; it may run beside this one for a while. */
const drawAsBefore = (companyId: string): Promise<number> =>
  inCompany(database, companyId, async (trx) => {
    const { rows } = await sql<{ last: number }>`
      insert into ticket_number (company_id, day, last) values (${companyId}, ${DAY}, 1)
      on conflict (company_id, day) do update set last = ticket_number.last + 1 returning last
    `.execute(trx);
    return rows[0]?.last ?? 0;
  });

test('a number is drawn while whoever drew the one before has not committed yet', async () => {
  const companyId = await testCompany(database);
  await draw(companyId);
  const impatiently = async (trx: Trx) => {
    await sql`set local lock_timeout = '2s'`.execute(trx);
    return drawNumber(trx, companyId, DAY);
  };
  const drawn = await inCompany(database, companyId, async (trx) => {
    const one = await drawNumber(trx, companyId, DAY);
    return [one, await inCompany(database, companyId, impatiently)];
  });
  expect(drawn).toEqual([2, 3]);
});

test('numbers of every day and of every company begin at one', async () => {
  const [one, other] = [await testCompany(database), await testCompany(database)];
  expect([await draw(one), await draw(one), await draw(other)]).toEqual([1, 2, 1]);
  expect([await draw(one, '2026-11-22'), await draw(one, '2026-11-22')]).toEqual([1, 2]);
});

test('a number drawn late for a day that is over is nobody else’s', async () => {
  const companyId = await testCompany(database);
  const yesterday = [await draw(companyId), await draw(companyId)];
  await draw(companyId, '2026-11-22');
  yesterday.push(await draw(companyId));
  expect(new Set(yesterday).size).toBe(3);
});

test('the first numbers of a day, drawn by many at once, are all different', async () => {
  const companyId = await testCompany(database);
  const drawn = await Promise.all(Array.from({ length: 20 }, () => draw(companyId)));
  expect(new Set(drawn).size).toBe(20);
  expect(Math.min(...drawn)).toBe(1);
});

test('a server of the version before draws from the same line', async () => {
  const companyId = await testCompany(database);
  const drawn = [
    await drawAsBefore(companyId),
    await draw(companyId),
    await drawAsBefore(companyId),
    await draw(companyId),
  ];
  expect(new Set(drawn).size).toBe(4);
});

test('numbers of each day go on where the version before left them', async () => {
  const companyId = await testCompany(database);
  const name = `before_${companyId.replaceAll('-', '')}`;
  const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).toString();
  const folder = await mkdtemp(join(tmpdir(), 'balcao-migrations-'));
  await createDatabase(database.url, name);
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    await cp(MIGRATIONS_FOLDER, folder, {
      recursive: true,
      filter: (path) => path === MIGRATIONS_FOLDER || basename(path) < '0180',
    });
    await migrate(owner, folder, quiet);
    await owner.query(`insert into company (id, name, domain) values ($1, 'Empresa de teste', 'antes.test')`, [
      companyId,
    ]);
    await owner.query(`insert into ticket_number values ($1, '2026-11-20', 7), ($1, '2026-11-21', 15)`, [companyId]);
    await migrate(owner, MIGRATIONS_FOLDER, quiet);
    const { rows } = await owner.query(
      `select draw_ticket_number($1, day)::integer as number from unnest(array['2026-11-21', '2026-11-20']) as day`,
      [companyId],
    );
    expect(rows).toEqual([{ number: 16 }, { number: 9 }]);
  } finally {
    await owner.end();
    await rm(folder, { recursive: true });
    await database.asOwner(`drop database ${name}`);
  }
});
