import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MESSAGE_KINDS, MESSAGE_STATUSES, messageContentSchema } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Config, readConfig } from '../config.ts';
import { createMediaFiles, type MediaFiles } from '../media/index.ts';
import { type TestDatabase, testCompany, testDatabase } from '../testing/index.ts';
import { makeDemo } from './index.ts';
import { DEMO_COMPANY_ID } from './people.ts';

const now = new Date('2026-06-03T15:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'balcao-demo-'));
let database: TestDatabase;
let files: MediaFiles;
const config = (flags: string[] = []): Config => readConfig({}, flags, folder);

beforeAll(async () => {
  database = await testDatabase();
  files = createMediaFiles(folder);
  expect(await makeDemo(database, config(), files, now)).toBe(true);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

test('an empty installation gets a week of conversations in every state', async () => {
  const states = await database.asOwner<{ status: string; n: number }>(
    'select status, count(*)::int as n from conversation group by status',
  );
  const counts = Object.fromEntries(states.map(({ status, n }) => [status, n]));
  expect(counts.open).toBeGreaterThan(30);
  expect(counts.closed).toBeGreaterThan(30);
  expect(counts.snoozed).toBeGreaterThan(3);
});

test('its messages are of every kind and status, and read as the product reads them', async () => {
  const rows = await database.asOwner<{ kind: string; status: string | null; content: unknown }>(
    'select kind, status, content from message',
  );
  // Mails come with the simulators: their channel needs a mail server to point at.
  const shown = MESSAGE_KINDS.filter((kind) => kind !== 'reaction' && kind !== 'email');
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(shown));
  const settled = MESSAGE_STATUSES.filter((status) => status !== 'pending');
  expect(new Set(rows.flatMap(({ status }) => (status ? [status] : [])))).toEqual(new Set(settled));
  expect(() => z.array(messageContentSchema).parse(rows.map(({ content }) => content))).not.toThrow();
});

test('what each conversation says about its messages is so', async () => {
  const wrong = await database.asOwner(`
    select c.id from conversation c
    cross join lateral (select count(*) filter (where direction in ('in', 'out')) as spoken, count(*) filter (where direction = 'in') as inbound,
      max(created_at) filter (where direction = 'in') as last_inbound, max(created_at) as last
      from message m where m.company_id = c.company_id and m.conversation_id = c.id) m
    where (c.message_count, c.inbound_count, c.last_inbound_at, c.last_activity_at) is distinct from (m.spoken, m.inbound, m.last_inbound, m.last)`);
  expect(wrong).toEqual([]);
});

test('nothing lies in the future, and the newest conversation is minutes old', async () => {
  const [newest] = await database.asOwner<{ at: Date }>('select max(last_activity_at) as at from conversation');
  expect(now.getTime() - (newest?.at.getTime() ?? 0)).toBeGreaterThan(0);
  expect(now.getTime() - (newest?.at.getTime() ?? 0)).toBeLessThan(10 * 60_000);
  const future = await database.asOwner('select id from message where created_at > $1', [now]);
  expect(future).toEqual([]);
});

test('its files are in the store, and their messages say so', async () => {
  const media = await database.asOwner<{ id: string; state: string; mime: string; size_bytes: string }>(
    'select id, state, mime, size_bytes from media',
  );
  expect(media.length).toBeGreaterThan(20);
  for (const { id, state, size_bytes } of media) {
    expect(state).toBe('stored');
    expect(await files.size(DEMO_COMPANY_ID, id)).toBe(Number(size_bytes));
  }
  const unstored = await database.asOwner("select id from message where content -> 'media' ->> 'state' <> 'stored'");
  expect(unstored).toEqual([]);
});

test('what is snoozed will wake by itself', async () => {
  const asleep = await database.asOwner(`
    select c.id from conversation c left join lane l on l.key = 'wake:' || c.id and l.due_at = c.snoozed_until
    where c.status = 'snoozed' and l.key is null`);
  expect(asleep).toEqual([]);
});

test('everybody in it is plainly a demo', async () => {
  const names = await database.asOwner<{ name: string }>(
    'select name from contact union all select name from user_account',
  );
  for (const { name } of names) expect(name).toMatch(/^Contato de teste \d\d$|\(demo\)$/);
});

test('a second start makes nothing twice', async () => {
  expect(await makeDemo(database, config(), files, now)).toBe(true);
  expect(await database.asOwner('select id from company where demo')).toHaveLength(1);
});

test('an installation that is in use gets the demo only when asked for', async () => {
  await using used = await testDatabase();
  await testCompany(used);
  expect(await makeDemo(used, config(), files, now)).toBe(false);
  expect(await makeDemo(used, config(['--demo']), files, now)).toBe(true);
});
