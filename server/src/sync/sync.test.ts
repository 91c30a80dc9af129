import { markId } from '@balcao/replica';
import {
  addNote,
  closeConversation,
  editContact,
  markRead,
  reopenConversation,
  sendText,
  setTags,
  settleNotice,
} from '@balcao/replica/client';
import { memoryStorage } from '@balcao/replica/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockConversation } from '../conversations/index.ts';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

test('a first sync brings everything that its user may see, and then it is live', async () => {
  await using desk = await syncDesk(database);
  const { conversationId, contactId } = await desk.conversation({ queue: desk.queueId });
  const messageId = await desk.message(conversationId, 'bom dia');
  const admin = await desk.person('admin');
  const console = await desk.console(admin);
  await console.live();

  expect(await console.all('conversations')).toMatchObject([{ id: conversationId, contactId }]);
  expect(await console.all('contacts')).toMatchObject([{ id: contactId, name: 'Contato de teste' }]);
  expect(await console.all('messages')).toMatchObject([{ id: messageId, text: 'bom dia', pending: 0 }]);
  expect(await console.all('users')).toMatchObject([{ id: admin.userId }]);
  expect((await console.all('catalog')).map((row) => row.kind).sort()).toEqual(['channel', 'company', 'queue']);
});

test('a first sync of many pages has every row, also those that change while it runs', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  await desk.inside(async (trx) => {
    await lockConversation(trx, desk.companyId, conversationId);
    await trx
      .insertInto('message')
      .values(
        Array.from({ length: 1_700 }, (_, index) => ({
          companyId: desk.companyId,
          conversationId,
          channelId: desk.channelId,
          direction: 'in',
          kind: 'text',
          source: 'contact',
          text: `linha ${index}`,
          content: JSON.stringify({ kind: 'text', text: `linha ${index}` }),
        })),
      )
      .execute();
  });
  const console = await desk.console(await desk.person('admin'));
  let added = 0;
  while (console.sync.current().kind !== 'live') {
    await desk.message(conversationId, 'meanwhile');
    added += 1;
  }
  await until(async () => (await console.all('messages')).length === 1_700 + added);
});

test('a commit reaches another console by itself, and a row that is gone leaves it', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const console = await desk.console(await desk.person('admin'));
  await console.live();

  const messageId = await desk.message(conversationId, 'cheguei');
  await until(async () => (await console.all('messages')).some((row) => row.id === messageId));

  await desk.inside((trx) => trx.deleteFrom('message').where('id', '=', messageId).execute());
  await until(async () => (await console.all('messages')).length === 0);
});

test('what one console writes, the server applies and the other console sees', async () => {
  await using desk = await syncDesk(database);
  const { conversationId, contactId } = await desk.conversation({ queue: desk.queueId });
  const ana = await desk.person('attendant', { queues: [desk.queueId] });
  const rui = await desk.person('admin');
  const only = ['conversations', 'marks', 'contacts', 'messages', 'notices'] as const;
  const [here, there] = [await desk.console(ana, { only }), await desk.console(rui, { only })];
  await Promise.all([here.live(), there.live()]);

  const author = { conversationId, authorId: ana.userId };
  const messageId = await sendText(here.collections, { ...author, text: 'Bom dia!' });
  const noteId = await addNote(here.collections, { ...author, text: 'cliente antigo' });
  await editContact(here.collections, { contactId, edit: { name: 'Contato de teste 04', notes: 'prefere a tarde' } });
  await markRead(here.collections, { userId: ana.userId, conversationId, readCount: 1 });
  await here.sent();

  await until(async () => (await there.collections.contacts.findOne(contactId).exec())?.notes === 'prefere a tarde');
  await until(async () => (await there.all('messages')).filter((row) => row.direction !== 'system').length === 2);
  expect(await there.collections.messages.findOne(messageId).exec()).toMatchObject({ status: 'pending', pending: 0 });
  expect(await there.collections.messages.findOne(noteId).exec()).toMatchObject({ direction: 'note' });
  await until(
    async () => (await there.collections.conversations.findOne(conversationId).exec())?.assigneeId === ana.userId,
  );
  expect(await here.collections.marks.findOne(markId(ana.userId, conversationId)).exec()).toMatchObject({
    readCount: 1,
  });
  expect(await there.all('marks')).toEqual([]);
});

test('an answer given offline is there before the conversation is closed behind it, also after a restart', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  await before.close();

  const offline = await desk.console(ana, { storage, start: false });
  for (const text of ['um', 'dois', 'três']) {
    await sendText(offline.collections, { conversationId, authorId: ana.userId, text });
  }
  await closeConversation(offline.collections, { conversationId, reason: 'resolvido' });
  await offline.close();

  const after = await desk.console(ana, { storage });
  await after.live();
  await after.sent();
  const sent = await database.asOwner<{ text: string }>(
    `select text from message where conversation_id = $1 and direction = 'out' order by created_at`,
    [conversationId],
  );
  expect(sent.map((row) => row.text)).toEqual(['um', 'dois', 'três']);
  expect(await after.collections.conversations.findOne(conversationId).exec()).toMatchObject({ status: 'closed' });
  expect(await after.all('notices')).toEqual([]);
});

test('a conversation that was reopened and answered offline is open when the answer arrives', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const storage = memoryStorage();
  const before = await desk.console(ana, { storage });
  await before.live();
  await closeConversation(before.collections, { conversationId });
  await before.sent();
  await before.close();

  const offline = await desk.console(ana, { storage, start: false });
  await reopenConversation(offline.collections, { conversationId });
  await sendText(offline.collections, { conversationId, authorId: ana.userId, text: 'reaberta' });
  const tag = await desk.inside((trx) =>
    trx
      .insertInto('tag')
      .values({ companyId: desk.companyId, name: 'retorno' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  await setTags(offline.collections, { conversationId, tagIds: [tag.id] });
  await offline.close();

  const after = await desk.console(ana, { storage });
  await after.live();
  await after.sent();
  const sent = `select text from message where conversation_id = $1 and direction = 'out'`;
  expect(await database.asOwner(sent, [conversationId])).toEqual([{ text: 'reaberta' }]);
  expect(await after.collections.conversations.findOne(conversationId).exec()).toMatchObject({
    status: 'open',
    tags: [tag.id],
  });
  expect(await after.all('notices')).toEqual([]);
});

test('a refused wish comes back as the true row and one notice, however often it is pushed', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const console = await desk.console(ana);
  await console.live();
  await desk.inside((trx) =>
    trx
      .updateTable('conversation')
      .set({ lastInboundAt: new Date(Date.now() - 25 * 3_600_000) })
      .where('id', '=', conversationId)
      .execute(),
  );

  const messageId = await sendText(console.collections, { conversationId, authorId: ana.userId, text: 'tarde demais' });
  await console.sent();
  await until(async () => (await console.all('notices')).length === 1);
  expect(await console.all('notices')).toMatchObject([
    {
      kind: 'refused',
      notice: {
        replica: 'messages',
        rowId: messageId,
        conversationId,
        problem: { code: 'message.windowClosed' },
        wish: { text: 'tarde demais' },
      },
    },
  ]);
  expect(await console.collections.messages.findOne(messageId).exec()).toBeNull();

  const [notice] = await console.all('notices');
  await settleNotice(console.collections, { noticeId: String(notice?.id), now: 5_000 });
  await console.sent();
  const rows = await database.asOwner<{ settled: number }>(
    'select extract(epoch from settled_at)::float8 as settled from notice where user_id = $1',
    [ana.userId],
  );
  expect(rows).toEqual([{ settled: 5 }]);
});

test('two devices that edited the same contact offline keep both tags, and the note is asked about', async () => {
  await using desk = await syncDesk(database);
  const { contactId } = await desk.conversation();
  const tags = await desk.inside((trx) =>
    trx
      .insertInto('tag')
      .values(['a', 'b'].map((name) => ({ companyId: desk.companyId, name })))
      .returning('id')
      .execute(),
  );
  const [a, b] = tags.map((tag) => tag.id);
  const ana = await desk.person('attendant');
  const only = ['contacts', 'notices'] as const;
  const disks = [memoryStorage(), memoryStorage()] as const;
  for (const storage of disks) {
    const device = await desk.console(ana, { storage, only });
    await device.live();
    await device.close();
  }
  for (const [index, storage] of disks.entries()) {
    const device = await desk.console(ana, { storage, only, start: false });
    const tag = index === 0 ? a : b;
    await editContact(device.collections, { contactId, edit: { tags: tag ? [tag] : [], notes: `de ${index}` } });
    await device.close();
  }
  const devices = [];
  for (const storage of disks) {
    const device = await desk.console(ana, { storage, only });
    await device.live();
    await device.sent();
    devices.push(device);
  }
  for (const device of devices) {
    await until(async () => (await device.collections.contacts.findOne(contactId).exec())?.tags.length === 2);
    expect(await device.collections.contacts.findOne(contactId).exec()).toMatchObject({ notes: 'de 0' });
    await until(async () => (await device.all('notices')).length === 1);
    expect(await device.all('notices')).toMatchObject([
      { kind: 'decide', notice: { field: 'notes', wish: 'de 1', stands: 'de 0' } },
    ]);
  }
});

test('a row that was made and removed before its first push holds up nothing', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const ana = await desk.person('attendant');
  const console = await desk.console(ana, { start: false });
  const author = { conversationId, authorId: ana.userId };
  const dropped = await sendText(console.collections, { ...author, text: 'não' });
  await (await console.collections.messages.findOne(dropped).exec())?.remove();
  const kept = await sendText(console.collections, { ...author, text: 'sim' });
  console.sync.start();
  await console.live();
  await console.sent();
  const sent = await database.asOwner<{ id: string }>(
    `select id from message where direction = 'out' and conversation_id = $1`,
    [conversationId],
  );
  expect(sent).toEqual([{ id: kept }]);
});

test('what was written and written back goes nowhere and waits for nothing', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  const console = await desk.console(await desk.person('admin'));
  await console.live();
  const before = await database.asOwner('select seq from feed where row_id = $1', [conversationId]);
  await Promise.all([
    setTags(console.collections, { conversationId, tagIds: ['x'] }),
    setTags(console.collections, { conversationId, tagIds: [] }),
  ]);
  await console.sent();
  expect(await database.asOwner('select seq from feed where row_id = $1', [conversationId])).toEqual(before);
});
