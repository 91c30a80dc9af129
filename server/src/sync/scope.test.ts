import { memoryStorage } from '@balcao/replica/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { type Console, type SyncDesk, syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

/** A queue beside the company's first. */
const secondQueue = (desk: SyncDesk) =>
  desk.inside(async (trx) => {
    const queue = { companyId: desk.companyId, name: 'Financeiro' };
    return (await trx.insertInto('queue').values(queue).returning('id').executeTakeFirstOrThrow()).id;
  });

/** A conversation with one message. */
async function written(desk: SyncDesk, place: { queue?: string; assignee?: string } = {}) {
  const conversation = await desk.conversation(place);
  return { ...conversation, messageId: await desk.message(conversation.conversationId) };
}

async function holds(console: Console, rows: Awaited<ReturnType<typeof written>>[]) {
  const [conversations, messages, contacts] = await Promise.all(
    (['conversations', 'messages', 'contacts'] as const).map((name) => console.ids(name)),
  );
  const of = (key: keyof (typeof rows)[number]) => rows.map((row) => row[key]).sort();
  return (
    String(conversations) === String(of('conversationId')) &&
    String(messages) === String(of('messageId')) &&
    String(contacts) === String(of('contactId'))
  );
}

const move = (desk: SyncDesk, conversationId: string, to: { queueId?: string | null; assigneeId?: string | null }) =>
  desk.inside((trx) => trx.updateTable('conversation').set(to).where('id', '=', conversationId).execute());

test('an attendant has their own, their queues and what is nobody’s, with messages and contacts, and nothing else', async () => {
  await using desk = await syncDesk(database);
  const other = await secondQueue(desk);
  const ana = await desk.person('attendant', { queues: [desk.queueId] });
  const rui = await desk.person('attendant', { queues: [other] });
  const mine = [
    await written(desk, { queue: desk.queueId }),
    await written(desk, { queue: other, assignee: ana.userId }),
    await written(desk),
  ];
  await written(desk, { queue: other });
  await written(desk, { assignee: rui.userId });
  const console = await desk.console(ana);
  await console.live();
  expect(await holds(console, mine)).toBe(true);

  // And so does the stream: what happens elsewhere is not heard of.
  const [, , nobodys] = mine;
  const elsewhere = await written(desk, { queue: other });
  const heard = await desk.message(nobodys?.conversationId ?? '', 'ouvi');
  await until(async () => (await console.ids('messages')).includes(heard));
  expect(await console.ids('conversations')).not.toContain(elsewhere.conversationId);
});

test('an operator of the installation has nobody’s conversations', async () => {
  await using desk = await syncDesk(database);
  await written(desk);
  const console = await desk.console(await desk.person('operator'));
  await console.live();
  expect(await holds(console, [])).toBe(true);
  expect(await console.ids('users')).toHaveLength(1);
});

test('a conversation that is moved away leaves with all that belongs to it, and comes back whole', async () => {
  await using desk = await syncDesk(database);
  const other = await secondQueue(desk);
  const ana = await desk.person('attendant', { queues: [desk.queueId] });
  const stays = await written(desk, { queue: desk.queueId });
  const moves = await written(desk, { queue: desk.queueId });
  const console = await desk.console(ana);
  await console.live();
  await until(() => holds(console, [stays, moves]));

  await move(desk, moves.conversationId, { queueId: other });
  await until(() => holds(console, [stays]));
  await move(desk, moves.conversationId, { assigneeId: ana.userId });
  await until(() => holds(console, [stays, moves]));
});

test('what left while a console was away is gone when it returns, from its disk too', async () => {
  await using desk = await syncDesk(database);
  const other = await secondQueue(desk);
  const ana = await desk.person('attendant', { queues: [desk.queueId] });
  const stays = await written(desk, { queue: desk.queueId });
  const moves = await written(desk, { queue: desk.queueId });
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  await before.close();

  await move(desk, moves.conversationId, { queueId: other });
  const after = await desk.console(ana, { storage });
  await after.live();
  await until(() => holds(after, [stays]));
  const [left] = await after.collections.messages.storageInstance.findDocumentsById([moves.messageId], true);
  expect(left).toMatchObject({ _deleted: true, text: '' });
});

test('a claim inside one’s own queue announces nothing: every member sees it before and after', async () => {
  await using desk = await syncDesk(database);
  const ana = await desk.person('attendant', { queues: [desk.queueId] });
  const { conversationId } = await written(desk, { queue: desk.queueId });
  await move(desk, conversationId, { assigneeId: ana.userId });
  const announced = await database.asOwner(
    `select kind from feed where kind like 'messages@user:%' and company_id = $1
     union all select kind from feed_in where kind like 'messages@user:%' and company_id = $1`,
    [desk.companyId],
  );
  expect(announced).toEqual([]);
});

test('joining a queue brings its conversations, and leaving it takes them, within the same second', async () => {
  await using desk = await syncDesk(database);
  const other = await secondQueue(desk);
  const ana = await desk.person('attendant');
  const theirs = await written(desk, { queue: other });
  const console = await desk.console(ana);
  await console.live();
  expect(await holds(console, [])).toBe(true);

  await desk.join(ana.userId, other);
  await until(() => holds(console, [theirs]), 3_000);
  await desk.inside((trx) => trx.deleteFrom('queueMember').where('userId', '=', ana.userId).execute());
  await until(() => holds(console, []), 3_000);
});

test('a role that changed while a console was away counts when it returns', async () => {
  await using desk = await syncDesk(database);
  const ana = await desk.person('admin');
  const all = [await written(desk, { queue: await secondQueue(desk) }), await written(desk)];
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  expect(await holds(before, all)).toBe(true);
  await before.close();

  await desk.inside((trx) =>
    trx.updateTable('userAccount').set({ role: 'attendant' }).where('id', '=', ana.userId).execute(),
  );
  const after = await desk.console(ana, { storage });
  await after.live();
  await until(() => holds(after, all.slice(1)));
});

test('whoever left a queue and reconnects at once hears of it no more, though the session is still remembered', async () => {
  await using desk = await syncDesk(database);
  const other = await secondQueue(desk);
  const ana = await desk.person('attendant', { queues: [other] });
  const theirs = await written(desk, { queue: other });
  const nobodys = await written(desk);
  const before = await desk.console(ana);
  await before.live();
  await before.close();

  await desk.inside((trx) => trx.deleteFrom('queueMember').where('userId', '=', ana.userId).execute());
  const after = await desk.console(ana);
  await after.live();
  expect(await holds(after, [nobodys])).toBe(true);
  const unheard = await desk.message(theirs.conversationId, 'de uma fila que ficou para trás');
  const heard = await desk.message(nobodys.conversationId, 'de ninguém');
  await until(async () => (await after.ids('messages')).includes(heard));
  expect(await after.ids('messages')).not.toContain(unheard);
  expect(await after.ids('conversations')).toEqual([nobodys.conversationId]);
});

test('a user who is deactivated loses the socket', async () => {
  await using desk = await syncDesk(database);
  const ana = await desk.person('attendant');
  let signedOut = 0;
  const console = await desk.console(ana, { onSignedOut: () => (signedOut += 1) });
  await console.live();
  await desk.inside((trx) =>
    trx.updateTable('userAccount').set({ active: false }).where('id', '=', ana.userId).execute(),
  );
  await until(() => signedOut === 1);
  expect(console.sync.current()).toEqual({ kind: 'attention', problem: { code: 'auth.signedOut' } });
});
