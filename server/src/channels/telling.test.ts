import { emptyRow, markId, REPLICAS } from '@balcao/replica';
import { startSimulators } from '@balcao/simulators';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { marksReplica } from '../conversations/index.ts';
import { quiet, type TestDatabase, testDatabase, until } from '../testing/index.ts';
import { readLane } from './readLane.ts';
import { tellTyping } from './tellTyping.ts';
import { credentialKeys, testDesk } from './testDesk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ poolSize: 20 });
});
afterAll(() => database.close());

/** A contact's phone that shows ticks and typing, and a desk that reads. */
async function readingDesk() {
  const desk = await testDesk(database, { workers: [readLane({ log: quiet, credentialKeys })] });
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { phoneNumberId, appSecret, verifyToken } = desk;
  const simulators = await startSimulators({
    port: 0,
    whatsapp: { phoneNumberId, appSecret, verifyToken, webhookUrl: `${address}/webhooks/whatsapp/` },
  });
  await desk.pointAt(simulators.url);
  const attendant = await desk.user('attendant');
  await fetch(`${simulators.url}/_sim/whatsapp/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: '5511900000011', type: 'text', text: { body: 'Tem alguém aí?' }, count: 2 }),
  });
  await until(async () => (await desk.messages()).length === 2, 10_000);
  const [conversation] = await desk.conversations();
  if (!conversation) throw new Error('no conversation');
  return {
    ...desk,
    simulators,
    attendant,
    conversationId: conversation.id,
    ticks: async (): Promise<string[]> => {
      const { messages } = Object(await (await fetch(`${simulators.url}/_sim/whatsapp/phone`)).json());
      return messages.map(({ tick }: { tick: string }) => tick);
    },
    read: (readCount: number) =>
      desk.inside(async (trx) => {
        const id = markId(attendant.userId, conversation.id);
        const [master = null] = await marksReplica.read(trx, attendant, [id]);
        const own = { userId: attendant.userId, conversationId: conversation.id };
        const merged = { ...emptyRow(REPLICAS.marks, id), ...own, readCount };
        await marksReplica.write?.(trx, attendant, { base: master, master, merged, changed: ['readCount'] });
      }),
    [Symbol.asyncDispose]: async () => {
      await simulators.close();
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('INB-25 what somebody has read to its end is read on the contact’s phone, and not before', async () => {
  await using desk = await readingDesk();
  await desk.read(1);
  await desk.settled();
  expect(await desk.ticks()).toEqual(['delivered', 'delivered']);
  await desk.read(2);
  await until(async () => (await desk.ticks()).every((tick) => tick === 'read'), 10_000);
});

test('INB-25 the contact sees that somebody writes', async () => {
  await using desk = await readingDesk();
  const ended = new AbortController();
  const events = await fetch(`${desk.simulators.url}/_sim/whatsapp/events`, { signal: ended.signal });
  await tellTyping(database, credentialKeys, desk.attendant, desk.conversationId);
  let seen = '';
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader && !seen.includes('"kind":"typing"')) seen += (await reader.read()).value ?? '';
  ended.abort();
  expect(seen).toContain('"kind":"typing"');
});
