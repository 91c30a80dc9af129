import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDesk, textMessage } from '../channels/testDesk.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { discardDeadLetters, listDeadLetters, resendDeadLetters } from './deadLetters.ts';
import { sendMessage } from './sendMessage.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** `count` messages of one conversation that did not arrive, the last one last. */
async function deskOfDead(count: number) {
  const desk = await testDesk(database);
  await desk.deliver(desk.body({ messages: [textMessage('Bom dia')] }));
  await desk.settled();
  await desk.stopLanes();
  const admin = await desk.user('admin');
  const attendant = await desk.user('attendant');
  const conversationId = (await desk.conversations())[0]?.id ?? '';
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { messageId } = await desk.inside((trx) =>
      sendMessage(trx, attendant, { conversationId, kind: 'text', text: `m${n}` }),
    );
    ids.push(messageId);
    await database.asOwner(
      `update delivery set state = 'FAILED_PERMANENT', error_code = '131026', settled_at = now() - make_interval(secs => $2)
        where message_id = $1`,
      [messageId, count - n],
    );
    await database.asOwner(`update message set status = 'failed' where id = $1`, [messageId]);
  }
  return { ...desk, admin, attendant, conversationId, ids };
}
const everything = { cursor: null, limit: 50 };

test('INB-20 the list says whose message it was, why it did not arrive, newest first, page by page', async () => {
  await using desk = await deskOfDead(3);
  const list = (cursor: string | null, limit: number) =>
    desk.inside((trx) => listDeadLetters(trx, desk.admin, { cursor, limit }));
  const first = await list(null, 2);
  expect(first.items).toMatchObject([
    { text: 'm2', errorCode: '131026', authorName: 'Pessoa de teste attendant', contactName: expect.any(String) },
    { text: 'm1' },
  ]);
  const rest = await list(first.nextCursor, 2);
  expect(rest.items.map(({ text }) => text)).toEqual(['m0']);
  expect(rest.nextCursor).toBeNull();
  await expect(list('no cursor', 2)).rejects.toThrow('input.invalid');
});

test('many are sent again at once; what cannot be is named, and does not stop the others', async () => {
  await using desk = await deskOfDead(2);
  const [one = '', two = ''] = desk.ids;
  const stranger = randomUUID();
  const undone = await desk.inside((trx) => resendDeadLetters(trx, desk.admin, [one, two, stranger, one]));
  expect(undone).toEqual([{ messageId: stranger, code: 'record.notFound' }]);
  expect((await desk.deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['queued', 0],
    ['queued', 0],
  ]);
  expect(await desk.inside((trx) => resendDeadLetters(trx, desk.admin, [one]))).toEqual([
    { messageId: one, code: 'message.unchangeable' },
  ]);
});

test('a discarded one leaves the list, stays failed in its conversation, and can still be sent again', async () => {
  await using desk = await deskOfDead(2);
  const [one = ''] = desk.ids;
  for (let twice = 0; twice < 2; twice += 1) {
    expect(await desk.inside((trx) => discardDeadLetters(trx, desk.admin, [one]))).toEqual([]);
  }
  expect((await desk.inside((trx) => listDeadLetters(trx, desk.admin, everything))).items).toMatchObject([
    { text: 'm1' },
  ]);
  expect((await desk.messages()).find(({ id }) => id === one)).toMatchObject({ status: 'failed' });
  expect(await desk.inside((trx) => resendDeadLetters(trx, desk.admin, [one]))).toEqual([]);
});

test('another company’s are neither seen nor touched', async () => {
  await using desk = await deskOfDead(1);
  await using other = await testDesk(database);
  const stranger = await other.user('admin');
  expect((await other.inside((trx) => listDeadLetters(trx, stranger, everything))).items).toEqual([]);
  expect(await other.inside((trx) => discardDeadLetters(trx, stranger, desk.ids))).toMatchObject([
    { code: 'record.notFound' },
  ]);
});
