import { Refusal } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { conversationsReplica } from './replicas.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A console that saw one message and wishes `wish`, while the contact may have written again. */
async function pushedAfter(messages: string[], wish: Partial<ConversationRow>) {
  await using desk = await testDesk(database);
  const user = await desk.user('attendant');
  const read = async () => (await desk.inside((trx) => conversationsReplica.page(trx, user, null, 10))).rows[0];
  await desk.deliver(desk.body({ messages: [textMessage('Obrigado!')] }));
  await desk.settled();
  const base = await read();
  for (const text of messages) await desk.deliver(desk.body({ messages: [textMessage(text)] }));
  await desk.settled();
  const master = await read();
  if (!base || !master) throw new Error('no conversation');
  const merged = { ...master, ...wish };
  const changed = Object.keys(wish) as (keyof ConversationRow)[];
  const refusal = await desk
    .inside(async (trx) => conversationsReplica.write?.(trx, user, { base, master, merged, changed }))
    .then(() => null)
    .catch((error: unknown) => error);
  return { refusal, now: await read() };
}

test('a close that did not see the newest message is refused, and the conversation stays open', async () => {
  const { refusal, now } = await pushedAfter(['Mais uma coisa'], { status: 'closed', closeReason: '' });
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ problem: { code: 'conversation.wroteMeanwhile' } });
  expect(now).toMatchObject({ status: 'open', inboundCount: 2 });
});

test('a snooze that did not see the newest message is refused as well', async () => {
  const { refusal } = await pushedAfter(['Já posso ir?'], { status: 'snoozed', snoozedUntil: 4_000_000_000_000 });
  expect(refusal).toMatchObject({ problem: { code: 'conversation.wroteMeanwhile' } });
});

test('a close that saw everything stands', async () => {
  const { refusal, now } = await pushedAfter([], { status: 'closed', closeReason: '' });
  expect(refusal).toBeNull();
  expect(now?.status).toBe('closed');
});

test('tags do not wait for reading', async () => {
  const { refusal } = await pushedAfter(['Oi?'], { tags: [] });
  expect(refusal).toBeNull();
});
