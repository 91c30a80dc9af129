import { markId } from '@balcao/replica';
import { addNote, closeConversation, editContact, markRead, sendText, setTags } from '@balcao/replica/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
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
