import { newRowId } from '@balcao/replica';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lockConversation } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { syncDesk } from '../sync/testSync.ts';
import { type TestDatabase, testDatabase } from './testDatabase.ts';

let database: TestDatabase;
let desk: Awaited<ReturnType<typeof syncDesk>>;
let conversationId: string;

beforeAll(async () => {
  database = await testDatabase();
  desk = await syncDesk(database);
  conversationId = (await desk.conversation()).conversationId;
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await database.close();
});

const writeMessage = (trx: Trx) =>
  trx
    .insertInto('message')
    .values({
      companyId: desk.companyId,
      id: newRowId(),
      conversationId,
      channelId: desk.channelId,
      direction: 'note',
      kind: 'text',
      source: 'console',
      text: 'nota',
      content: JSON.stringify({ kind: 'text', text: 'nota' }),
    })
    .execute();

test('tests refuse a message that is written without its conversation’s lock, and take one that holds it', async () => {
  await expect(desk.inside(writeMessage)).rejects.toThrow('its conversation is not locked');
  await desk.inside(async (trx) => {
    await lockConversation(trx, desk.companyId, conversationId);
    await writeMessage(trx);
  });
});

test('a lock is one too where others hold the row only against its removal', async () => {
  const keyShare = sql`select from conversation where company_id = ${desk.companyId} and id = ${conversationId} for key share`;
  await desk.inside(async (other) => {
    await keyShare.execute(other);
    await desk.inside(async (trx) => {
      await lockConversation(trx, desk.companyId, conversationId);
      await writeMessage(trx);
    });
  });
});

test('a lock that another transaction held before counts for nothing', async () => {
  await desk.inside((trx) => lockConversation(trx, desk.companyId, conversationId));
  await expect(desk.inside(writeMessage)).rejects.toThrow('its conversation is not locked');
});
