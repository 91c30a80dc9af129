import { REPLICAS } from '@balcao/replica';
import { sendText } from '@balcao/replica/client';
import { indexedDbStorage, memoryStorage } from '@balcao/replica/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { syncDesk } from './testSync.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const definitions = Object.values(REPLICAS);
const versions = definitions.map(({ version }) => version);
afterEach(() => {
  for (const [index, definition] of definitions.entries()) Object.assign(definition, { version: versions[index] });
});

describe.each([
  ['in memory', memoryStorage],
  ['in IndexedDB', indexedDbStorage],
])('%s', (_place, storageOf) => {
  test('what waited in an older build is sent by the next one, once and in order', async () => {
    await using desk = await syncDesk(database);
    const { conversationId } = await desk.conversation();
    await desk.message(conversationId, 'antes');
    const ana = await desk.person('attendant');
    const storage = storageOf();
    const first = await desk.console(ana, { storage });
    await first.live();
    await first.close();
    const older = await desk.console(ana, { storage, start: false });
    for (const text of ['primeira', 'segunda']) {
      await sendText(older.collections, { conversationId, authorId: ana.userId, text });
    }
    await older.close();

    const comeBack = await desk.stopSync();
    for (const definition of definitions) Object.assign(definition, { version: definition.version + 1 });
    await comeBack();
    const present = await desk.console(ana, { storage });
    await present.live();
    await present.sent();
    const sent = await database.asOwner<{ text: string }>(
      `select text from message where conversation_id = $1 and direction = 'out' order by created_at, id`,
      [conversationId],
    );
    expect(sent.map(({ text }) => text)).toEqual(['primeira', 'segunda']);
    expect((await present.all('messages')).filter(({ text }) => text === 'antes')).toHaveLength(1);
    expect(await present.all('notices')).toEqual([]);
  });
});
