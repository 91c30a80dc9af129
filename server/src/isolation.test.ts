/**
 * PLAT-01, walked rather than listed: every procedure of the router and every table of the schema, also those that
 * nobody has written yet. The demo company stands for "somebody else's": it has a row of nearly everything.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_SCOPES, scopeOfCall } from '@balcao/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { inCompany } from './db/index.ts';
import { makeDemo } from './demo/index.ts';
import { DEMO_COMPANY_ID } from './demo/people.ts';
import { endpointsOf, proceduresOf } from './http/restFace.ts';
import { createMediaFiles } from './media/index.ts';
import { appRouter } from './router.ts';
import {
  sampleInputs,
  type TestDatabase,
  type TestServer,
  testCompany,
  testDatabase,
  testServer,
  testUser,
} from './testing/index.ts';

/** What comes before signing in. Adding to it is a decision. */
const PUBLIC = new Set([
  'auth.signIn',
  'auth.refresh',
  'auth.signOut',
  'auth.password.forgotten',
  'auth.password.set',
  'installation.about',
]);
/** Tables of no company: they hold ids and positions, never content (foundations.md, 4). */
const SHARED = new Set(['feed', 'feed_in', 'feed_left', 'feed_epoch', 'lane', 'migration', 'sign_in_guess']);

const folder = mkdtempSync(join(tmpdir(), 'balcao-isolation-'));
let database: TestDatabase;
let server: TestServer;
let stranger: { companyId: string; token: string; key: string };
/** Ids of the demo company's rows, one of each table. */
let theirIds: string[];
let allTheirIds: Set<string>;
/** All that they have, as it was after the last test. */
let theirs: unknown[];

beforeAll(async () => {
  database = await testDatabase();
  server = await testServer({ database });
  await makeDemo(database, server.config, createMediaFiles(folder), new Date());
  const companyId = await testCompany(database, 'Outra empresa');
  await testUser(database, companyId, { email: 'admin@other.example', role: 'admin' });
  const token = await server.signIn('admin@other.example');
  const made = await server.app.inject({
    method: 'POST',
    url: '/api/auth/keys',
    headers: { authorization: `Bearer ${token}` },
    payload: { name: 'every scope', scopes: ALL_SCOPES },
  });
  stranger = { companyId, token, key: z.object({ key: z.string() }).parse(made.json()).key };

  const tables = await companyTables();
  const perTable = await Promise.all(
    tables
      .filter(({ hasId }) => hasId)
      .map(({ name }) =>
        database.asOwner<{ id: string }>(`select id::text from "${name}" where company_id = $1`, [DEMO_COMPANY_ID]),
      ),
  );
  theirIds = [DEMO_COMPANY_ID, ...perTable.flatMap((rows) => (rows[0] ? [rows[0].id] : []))].filter(
    (id) => id.length === 36,
  );
  allTheirIds = new Set(perTable.flat().map(({ id }) => id));
  expect(theirIds.length).toBeGreaterThan(8);
  theirs = await everythingOfTheirs();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await database.close();
  rmSync(folder, { recursive: true });
});

async function companyTables(): Promise<{ name: string; hasId: boolean }[]> {
  return database.asOwner(
    `
    select t.table_name as name, bool_or(c.column_name = 'id' and c.data_type = 'uuid') as "hasId"
    from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE'
    group by t.table_name having bool_or(c.column_name = 'company_id') and t.table_name <> all($1)`,
    [[...SHARED]],
  );
}

function call(path: string, type: string, input: unknown, token: string | null) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  if (type === 'query') {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return server.app.inject({ method: 'GET', url: `/trpc/${path}${query}`, headers });
  }
  return server.app.inject({
    method: 'POST',
    url: `/trpc/${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify(input ?? {}),
  });
}

const procedures = proceduresOf(appRouter).map(({ path, procedure }) => {
  const inputs = z.object({ inputs: z.array(z.instanceof(z.ZodType)) }).parse(procedure._def).inputs;
  return { path, type: procedure._def.type, schema: inputs[0] };
});

/** How many rows the demo company has in each table, and the last transaction that wrote one: nothing changes without either. */
async function everythingOfTheirs(): Promise<unknown[]> {
  const tables = await companyTables();
  const prints = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*), max(xmin::text::bigint) as "lastWriter" from "${name}" where company_id = $1`,
  );
  return database.asOwner(prints.join(' union all '), [DEMO_COMPANY_ID]);
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

test.each(procedures)(
  'PLAT-01 $path without a token is refused, unless it comes before signing in',
  async ({ path, type, schema }) => {
    const [sample] = sampleInputs(schema, [DEMO_COMPANY_ID]);
    const answer = await call(path, type, sample?.input, null);
    if (PUBLIC.has(path)) return;
    expect(answer.json()).toMatchObject({ error: { data: { problem: { code: 'auth.signedOut' } } } });
  },
);

test.each(procedures.flatMap((procedure) => (['token', 'key'] as const).map((means) => ({ ...procedure, means }))))(
  'PLAT-01 $path with another company’s $means shows and changes nothing',
  async ({ path, type, schema, means }) => {
    for (const { input, id } of sampleInputs(schema, theirIds)) {
      const answer = await call(path, type, input, stranger[means]);
      const told = id === null ? answer.body : answer.body.replaceAll(id, '');
      expect(told).not.toContain('Contato de teste');
      expect(told).not.toContain('@demo.local');
      expect(told.match(UUID)?.filter((shown) => allTheirIds.has(shown)) ?? []).toEqual([]);
      expect(answer.statusCode).not.toBe(500);
    }
    const before = theirs;
    theirs = await everythingOfTheirs();
    expect(theirs).toEqual(before);
  },
);

test('PLAT-04 every path below /central-atendimento has a scope, so that a key can be given it', () => {
  const closed = endpointsOf(appRouter).filter(
    ({ method, url }) => url.startsWith('/central-atendimento/') && scopeOfCall(String(method), url) === null,
  );
  expect(closed.map(({ url }) => url)).toEqual([]);
});

test('the walk tries inputs that the procedures take: most reach their rules', async () => {
  const statuses = await Promise.all(
    procedures.map(async ({ path, type, schema }) =>
      (await call(path, type, sampleInputs(schema, theirIds.slice(1, 2))[0]?.input, stranger.token)).json(),
    ),
  );
  const misunderstood = statuses.filter((answer) => answer.error?.data?.problem?.code === 'input.invalid');
  expect(misunderstood.length).toBeLessThan(procedures.length / 4);
});

test('PLAT-01 no two REST paths are the same, and each belongs to a procedure', () => {
  const routes = endpointsOf(appRouter).map(({ method, url }) => `${method} ${url}`);
  expect(new Set(routes).size).toBe(routes.length);
});

test('PLAT-01 every table but those of ids only is behind row-level security, also for its owner', async () => {
  const open = await database.asOwner<{ relname: string }>(`
    select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`);
  expect(open.map(({ relname }) => relname).filter((name) => !SHARED.has(name))).toEqual([]);
});

test('PLAT-01 the application’s role can neither bypass policies nor become one that does', async () => {
  const [role] = await database.asOwner(
    "select rolsuper, rolbypassrls, rolcreaterole, rolinherit from pg_roles where rolname = 'balcao_app'",
  );
  expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false, rolcreaterole: false });
  const memberships = await database.asOwner(
    "select roleid::regrole::text from pg_auth_members where member = 'balcao_app'::regrole",
  );
  expect(memberships).toEqual([]);
});

test('PLAT-01 under another company’s setting every company table is empty of theirs, and nothing of theirs can be written', async () => {
  for (const { name } of await companyTables()) {
    const table = sql.table(name);
    const under = <T>(work: Parameters<typeof inCompany<T>>[2]) => inCompany(database, stranger.companyId, work);
    const seen = await under((trx) => sql`select from ${table} where company_id = ${DEMO_COMPANY_ID}`.execute(trx));
    expect(seen.rows, name).toEqual([]);
    const changed = await under((trx) =>
      sql`update ${table} set company_id = ${stranger.companyId} where company_id = ${DEMO_COMPANY_ID}`.execute(trx),
    );
    expect(changed.numAffectedRows, name).toBe(0n);
    const deleted = await under((trx) => sql`delete from ${table} where company_id = ${DEMO_COMPANY_ID}`.execute(trx));
    expect(deleted.numAffectedRows, name).toBe(0n);
  }
  expect(await everythingOfTheirs()).toEqual(theirs);
});

test('PLAT-01 a row cannot be put into another company', async () => {
  const smuggled = inCompany(database, stranger.companyId, (trx) =>
    trx.insertInto('tag').values({ companyId: DEMO_COMPANY_ID, name: 'smuggled' }).execute(),
  );
  await expect(smuggled).rejects.toThrow(/row-level security/);
});

test('PLAT-01 a query that named no company finds nothing, loudly', async () => {
  await expect(sql`select * from contact`.execute(database.kysely)).rejects.toThrow(
    /app\.company_id|invalid input syntax for type uuid/,
  );
});
