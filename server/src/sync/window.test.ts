import { closeConversation, pin, sendText } from '@balcao/replica/client';
import { memoryStorage } from '@balcao/replica/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { type SyncDesk, syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

/** A conversation of so many days ago, with one message. */
async function conversationOf(desk: SyncDesk, { daysAgo, status }: { daysAgo: number; status: 'open' | 'closed' }) {
  const { conversationId } = await desk.conversation();
  const messageId = await desk.message(conversationId);
  await database.asOwner(
    `update conversation set status = $2, closed_at = case when $2 = 'closed' then now() end,
       last_activity_at = now() - make_interval(secs => $3), opened_at = now() - make_interval(secs => $3)
     where id = $1`,
    [conversationId, status, daysAgo * 86_400],
  );
  await database.asOwner('update message set created_at = now() - make_interval(secs => $2) where id = $1', [
    messageId,
    daysAgo * 86_400,
  ]);
  return { conversationId, messageId };
}

const isHere = async (
  console: Awaited<ReturnType<SyncDesk['console']>>,
  row: { conversationId: string; messageId: string },
) => [
  (await console.ids('conversations')).includes(row.conversationId),
  (await console.ids('messages')).includes(row.messageId),
];

test('what is closed and falls out of the window leaves with its messages, after days offline and though nothing changed', async () => {
  await using desk = await syncDesk(database);
  const aging = await conversationOf(desk, { daysAgo: 85, status: 'closed' });
  const open = await conversationOf(desk, { daysAgo: 85, status: 'open' });
  const recent = await conversationOf(desk, { daysAgo: 60, status: 'closed' });
  const beyond = await conversationOf(desk, { daysAgo: 95, status: 'closed' });
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  for (const row of [aging, open, recent]) expect(await isHere(before, row)).toEqual([true, true]);
  expect(await isHere(before, beyond)).toEqual([false, false]);
  await pin(before.collections, { userId: ana.userId, conversationId: aging.conversationId, pinned: true });
  await before.sent();
  await before.close();

  const pushes = await database.asOwner('select count(*) from pushed where company_id = $1', [desk.companyId]);
  desk.letDaysPass(7);
  const comeBack = await desk.stopSync();
  await comeBack();
  const after = await desk.console(ana, { storage });
  await after.live();
  await until(async () => String(await isHere(after, aging)) === 'false,false');
  for (const row of [open, recent]) expect(await isHere(after, row)).toEqual([true, true]);
  // Left, not deleted: nothing was pushed, the server has it, and what its user keeps about it stays.
  expect(await after.all('notices')).toEqual([]);
  expect(await after.all('marks')).toMatchObject([{ conversationId: aging.conversationId, pinned: true }]);
  expect(await database.asOwner('select count(*) from pushed where company_id = $1', [desk.companyId])).toEqual(pushes);
  expect(await database.asOwner('select id from message where id = $1', [aging.messageId])).toHaveLength(1);
});

test('a console that stays connected lets go of it too, by itself', async () => {
  await using desk = await syncDesk(database);
  const leaving = await conversationOf(desk, { daysAgo: 90 - 4 / 86_400, status: 'closed' });
  const console = await desk.console(await desk.person('attendant'), { windowStepMs: 500 });
  await console.live();
  expect(await isHere(console, leaving)).toEqual([true, true]);
  await until(async () => String(await isHere(console, leaving)) === 'false,false');
  expect(console.sync.current()).toEqual({ kind: 'live' });
});

test('what waits to be sent keeps its row and is answered, however old the machine’s clock says it is', async () => {
  await using desk = await syncDesk(database);
  const old = await conversationOf(desk, { daysAgo: 85, status: 'open' });
  await database.asOwner('update conversation set last_inbound_at = now() where id = $1', [old.conversationId]);
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  await before.close();
  const offline = await desk.console(ana, { storage, start: false });
  const sent = await sendText(offline.collections, {
    conversationId: old.conversationId,
    authorId: ana.userId,
    text: 'escrita sem rede',
    now: Date.now() - 100 * 86_400_000, // the machine's clock is wrong
  });
  await closeConversation(offline.collections, { conversationId: old.conversationId });
  await offline.close();

  desk.letDaysPass(7);
  await (await desk.stopSync())();
  const after = await desk.console(ana, { storage });
  await after.live();
  await after.sent();
  expect(await database.asOwner('select status from conversation where id = $1', [old.conversationId])).toEqual([
    { status: 'closed' },
  ]);
  expect(await database.asOwner('select text from message where id = $1', [sent])).toEqual([
    { text: 'escrita sem rede' },
  ]);
  expect(await after.all('notices')).toEqual([]);
  // Its new activity keeps the conversation in the window; the old message leaves, the new one stays.
  expect((await after.ids('conversations')).includes(old.conversationId)).toBe(true);
});

test('a conversation that left the window and is opened again comes back', async () => {
  await using desk = await syncDesk(database);
  const left = await conversationOf(desk, { daysAgo: 89, status: 'closed' });
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  await before.close();
  desk.letDaysPass(3);
  await (await desk.stopSync())();
  const console = await desk.console(ana, { storage });
  await console.live();
  await until(async () => String(await isHere(console, left)) === 'false,false');
  await database.asOwner(
    `update conversation set status = 'open', closed_at = null, last_activity_at = now() where id = $1`,
    [left.conversationId],
  );
  await until(async () => (await console.ids('conversations')).includes(left.conversationId));
});
