import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPLICAS } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../auth/index.ts';
import { readConfig } from '../config.ts';
import { inCompany } from '../db/index.ts';
import { makeDemo } from '../demo/index.ts';
import { DEMO_COMPANY_ID } from '../demo/people.ts';
import { createMediaFiles } from '../media/index.ts';
import type { ReplicaSource } from '../sync/index.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { usersSource } from '../users/replicas.ts';
import { createTag } from './createTag.ts';
import { catalogSource } from './replicas.ts';

const folder = mkdtempSync(join(tmpdir(), 'balcao-catalog-'));
let database: TestDatabase;
const viewer: Actor = { companyId: DEMO_COMPANY_ID, userId: DEMO_COMPANY_ID, role: 'admin', queueIds: [] };

beforeAll(async () => {
  database = await testDatabase();
  await makeDemo(database, readConfig({}, [], folder), createMediaFiles(folder), new Date());
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const inDemo = <T>(work: Parameters<typeof inCompany<T>>[2]) => inCompany(database, DEMO_COMPANY_ID, work);

type Readable = Pick<ReplicaSource<{ id: string }>, 'page' | 'read'>;
const sources: ['catalog' | 'users', Readable][] = [
  ['catalog', catalogSource],
  ['users', usersSource],
];

test.each(sources)('%s is paged to its end, each row once and as the replica defines it', async (name, source) => {
  const seen: { id: string }[] = [];
  let after: string | null = null;
  do {
    const page: { rows: { id: string }[]; next: string | null } = await inDemo((trx) =>
      source.page(trx, viewer, after, 2),
    );
    seen.push(...page.rows);
    after = page.next;
  } while (after);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
  const fields = Object.entries(REPLICAS[name].fields);
  for (const row of seen) {
    expect(Object.keys(row).sort()).toEqual(fields.map(([field]) => field).sort());
    for (const [field, { schema }] of fields)
      expect(() => schema.parse(Object.entries(row).find(([key]) => key === field)?.[1])).not.toThrow();
  }
  const ids = seen.map(({ id }) => id);
  const again = await inDemo((trx) => source.read(trx, viewer, ids, { lock: false }));
  expect(again.map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test('the catalogue holds the company, its queues, tags, channels and what its calendar is made of', async () => {
  const { rows } = await inDemo((trx) => catalogSource.page(trx, viewer, null, 100));
  const kinds = ['company', 'queue', 'tag', 'channel', 'appointmentType', 'resource', 'availability', 'bookingPlace'];
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
  expect(JSON.stringify(rows)).not.toContain('credentials');
  // Written before questions could decide, a type has what they have now.
  const types = rows.flatMap(({ entry }) => (entry.kind === 'appointmentType' ? [entry] : []));
  expect(types.map((entry) => REPLICAS.catalog.fields.entry.schema.parse(entry))).toEqual(types);
});

test('a tag’s name is taken in whatever case', async () => {
  const { id } = await inDemo((trx) => createTag(trx, viewer, { name: 'Fisioterapia', color: 'blue' }));
  const [row] = await inDemo((trx) => catalogSource.read(trx, viewer, [id]));
  expect(row).toMatchObject({ name: 'Fisioterapia', entry: { kind: 'tag', color: 'blue' } });
  await expect(inDemo((trx) => createTag(trx, viewer, { name: 'FISIOTERAPIA', color: 'red' }))).rejects.toThrow(
    'record.nameTaken',
  );
});

test('a time that is held is in the catalogue until it is let go', async () => {
  const held = await inDemo(async (trx) => {
    const { id: typeId } = await trx.selectFrom('appointmentType').select('id').limit(1).executeTakeFirstOrThrow();
    const { id: resourceId } = await trx.selectFrom('resource').select('id').limit(1).executeTakeFirstOrThrow();
    const [startsAt, endsAt, expiresAt] = [2_000_000_000_000, 2_000_001_800_000, 1_999_999_000_000].map(
      (at) => new Date(at),
    );
    if (!startsAt || !endsAt || !expiresAt) throw new Error('three times');
    const row = { companyId: DEMO_COMPANY_ID, typeId, startsAt, endsAt, expiresAt, resourceIds: [resourceId] };
    const { id } = await trx.insertInto('slotHold').values(row).returning('id').executeTakeFirstOrThrow();
    return { id, typeId, resourceId };
  });
  const [entry] = await inDemo((trx) => catalogSource.read(trx, viewer, [held.id]));
  expect(entry && REPLICAS.catalog.fields.entry.schema.parse(entry.entry)).toEqual({
    kind: 'hold',
    typeId: held.typeId,
    resourceIds: [held.resourceId],
    from: 2_000_000_000_000,
    to: 2_000_001_800_000,
    expiresAt: 1_999_999_000_000,
  });
  await inDemo((trx) => trx.deleteFrom('slotHold').where('id', '=', held.id).execute());
  expect(await inDemo((trx) => catalogSource.read(trx, viewer, [held.id]))).toEqual([]);
});
