import { sendText } from '@balcao/replica/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('an inspection tells rows, places, what waits, what came and went, and what the server decided otherwise', async () => {
  await using desk = await syncDesk(database);
  const { conversationId } = await desk.conversation();
  await desk.message(conversationId, 'olá');
  const ana = await desk.person('attendant');
  const console = await desk.console(ana);
  await console.live();
  const author = { conversationId, authorId: ana.userId };
  await sendText(console.collections, { ...author, text: 'vai' });
  await sendText(console.collections, { ...author, text: ' ' }); // refused: nothing in it
  await console.sent();
  await until(async () => (await console.all('notices')).length === 1);

  const comeBack = await desk.stopSync();
  await until(() => console.sync.current().kind === 'offline');
  const waitingId = await sendText(console.collections, { ...author, text: 'espera' });
  const { replicas, links, leads, keeping } = await console.inspect();
  const messages = replicas.find(({ name }) => name === 'messages');
  expect({ leads, keeping }).toEqual({ leads: true, keeping: 'sealed' });
  expect(links.map(({ kind }) => kind)).toEqual(['connecting', 'up', 'down']);
  expect(messages?.rows).toBe((await console.all('messages')).length);
  expect(messages?.waiting).toMatchObject([{ id: waitingId }]);
  expect(messages?.checkpoint).toMatchObject({ cursor: null, audit: false });
  expect(messages?.course).toMatchObject({ freshStarts: 1, answered: 2, overruled: 1, failures: 0, lastFailure: null });
  await comeBack();
  await console.sent();
});
