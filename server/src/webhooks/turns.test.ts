import { WEBHOOK_EVENTS, type WebhookEventType } from '@balcao/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialKeys, type TestDesk, testDesk, textMessage } from '../channels/testDesk.ts';
import { sendMessage } from '../conversations/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { hookLane } from './hookLane.ts';
import { createEndpoint } from './manageEndpoint.ts';
import { testReceiver } from './testReceiver.ts';
import { turnLane } from './turnLane.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const ground = { credentialKeys, open: true };
const workers = [turnLane({ groupingDelayMs: 500 }), hookLane({ log: quiet, ...ground })];

async function subscribed(desk: TestDesk, url: string, events: WebhookEventType[] = ['turn.received']) {
  const admin = await desk.user('admin');
  await desk.inside((trx) => createEndpoint(trx, admin, { url, description: '', events }, ground));
  return admin;
}
const groupFor = (desk: TestDesk, ms: number) =>
  desk.inside((trx) =>
    trx.updateTable('company').set({ groupingDelayMs: ms }).where('id', '=', desk.companyId).execute(),
  );
const inTheMaking = (desk: TestDesk) =>
  desk.inside((trx) =>
    trx.selectFrom('conversationTurn').select('messageIds').where('companyId', '=', desk.companyId).execute(),
  );
const write = (desk: TestDesk, ...texts: string[]) =>
  desk.deliver(
    desk.body({ messages: texts.map((text, n) => ({ ...textMessage(`${text}-${n}`), text: { body: text } })) }),
  );

test('INB-23 what a contact writes in a row is handed over as one turn, in its order, and the next pause ends the next', async () => {
  await using desk = await testDesk(database, { workers });
  await using receiver = await testReceiver();
  await subscribed(desk, receiver.url);
  await write(desk, 'Bom dia', 'tudo bem?', 'queria marcar');
  await until(async () => receiver.received.length > 0);
  await write(desk, 'de manhã');
  await until(async () => receiver.received.length > 1);
  const turns = receiver.received.map(({ data }) => WEBHOOK_EVENTS['turn.received'].parse(data));
  expect(turns.map(({ text }) => text)).toEqual(['Bom dia\ntudo bem?\nqueria marcar', 'de manhã']);
  expect(turns.map(({ messages }) => messages.length)).toEqual([3, 1]);
  expect(await inTheMaking(desk)).toEqual([]);
});

test('INB-27 an answer by a person, here or on the phone, ends the turn in the making; a program’s does not, and history makes none', async () => {
  await using desk = await testDesk(database, { workers });
  await using receiver = await testReceiver();
  const admin = await subscribed(desk, receiver.url);
  await groupFor(desk, 30_000);
  const making = async () => {
    await until(async () => (await desk.conversations()).length > 0);
    await until(async () => {
      const [waiting] = await database.asOwner<{ n: string }>(
        "select count(*) n from inbound_item where company_id = $1 and state = 'waiting'",
        [desk.companyId],
      );
      return waiting?.n === '0';
    });
    return (await inTheMaking(desk)).map(({ messageIds }) => messageIds.length);
  };
  await write(desk, 'Oi');
  expect(await making()).toEqual([1]);
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const say = (source: 'console' | 'api') =>
    desk.inside((trx) => sendMessage(trx, admin, { conversationId, kind: 'text', text: 'Olá!', source }));
  await say('api');
  expect(await making()).toEqual([1]);
  await say('console');
  expect(await making()).toEqual([]);

  await write(desk, 'Mais uma');
  expect(await making()).toEqual([1]);
  const { from, ...echo } = textMessage('eco');
  await desk.deliver(
    desk.body({ message_echoes: [{ ...echo, from: '551130000000', to: from }] }, 'smb_message_echoes'),
  );
  expect(await making()).toEqual([]);

  const thread = { id: from, messages: [{ ...textMessage('antiga'), history_context: { status: 'READ' } }] };
  const metadata = { phase: 0, chunk_order: 1, progress: 100 };
  await desk.deliver(desk.body({ history: [{ metadata, threads: [thread] }] }, 'history'));
  await until(async () => (await desk.messages()).some(({ source }) => source === 'history'));
  expect(await making()).toEqual([]);
  expect(receiver.received).toEqual([]);
});

test('where nobody asked for turns none is gathered, and a turn that waits for ever is handed over all the same', async () => {
  await using desk = await testDesk(database, { workers });
  await using receiver = await testReceiver();
  await write(desk, 'Sozinha');
  await desk.settled();
  expect(await inTheMaking(desk)).toEqual([]);
  await subscribed(desk, receiver.url);
  await desk.stopLanes();
  await write(desk, 'Já');
  await groupFor(desk, 0);
  await desk.startLanes();
  await until(async () => receiver.received.length === 1);
  expect(receiver.received[0]?.data).toMatchObject({ text: 'Já' });
});
