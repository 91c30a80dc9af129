import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inCompany } from '../db/index.ts';
import { registry } from '../metrics.ts';
import { type TestDatabase, testDatabase } from '../testing/index.ts';
import { testDesk, textMessage } from './testDesk.ts';

const INSTALLATION = '00000000-0000-0000-0000-000000000000';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const items = (companyId: string) =>
  database.asOwner<{ state: string; error: string | null; payload: { message?: { id: string } }; lane_key: string }>(
    'select state, error, payload, lane_key from inbound_item where company_id = $1 order by id',
    [companyId],
  );
const received = async (status: string): Promise<number> => {
  const metric = await registry.getSingleMetric('secretaria_webhook_received_total')?.get();
  return metric?.values.find((value) => value.labels.status === status)?.value ?? 0;
};

test('INB-05 the challenge is answered for the channel’s token only', async () => {
  await using desk = await testDesk(database);
  const ask = (token: string, path = '/webhooks/whatsapp') =>
    desk.app.inject({ url: `${path}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=4711` });
  expect(await ask(desk.verifyToken)).toMatchObject({ statusCode: 200, body: '4711' });
  expect(await ask(desk.verifyToken, '/api/v1/webhooks/whatsapp/')).toMatchObject({ statusCode: 200, body: '4711' });
  expect(await ask(desk.verifyToken, `/webhooks/whatsapp/${desk.channelId}`)).toMatchObject({ statusCode: 200 });
  expect(await ask(desk.verifyToken, `/webhooks/whatsapp/${INSTALLATION}`)).toMatchObject({ statusCode: 403 });
  expect(await ask('wrong')).toMatchObject({ statusCode: 403, body: '' });
});

test('INB-05 a wrong signature, none, broken JSON and too large a body store nothing and raise a counter', async () => {
  await using desk = await testDesk(database);
  const body = desk.body({ messages: [textMessage('Olá')] });
  const before = { rejected: await received('rejected'), invalid: await received('invalid') };
  expect((await desk.deliver(body, { secret: 'another' })).statusCode).toBe(401);
  expect((await desk.app.inject({ method: 'POST', url: '/webhooks/whatsapp', payload: body })).statusCode).toBe(401);
  expect((await desk.deliver(JSON.stringify(body).slice(0, -9))).statusCode).toBe(400);
  expect((await desk.deliver('x'.repeat(17 * 1024 * 1024))).statusCode).toBe(413);
  expect((await desk.deliver('')).statusCode).toBe(400);
  expect(await items(desk.companyId)).toEqual([]);
  expect(await received('rejected')).toBe(before.rejected + 2);
  expect(await received('invalid')).toBe(before.invalid + 3);
});

test('INB-05 a delivery under any of the paths, with and without slash, is accepted', async () => {
  await using desk = await testDesk(database);
  for (const path of ['/webhooks/whatsapp', '/api/v1/webhooks/whatsapp/', `/webhooks/whatsapp/${desk.channelId}/`]) {
    expect((await desk.deliver(desk.body({ messages: [textMessage(path)] }), { path })).statusCode).toBe(200);
  }
  await desk.settled();
  expect(await desk.messages()).toHaveLength(3);
});

test('INB-05 a delivery for an unknown number is kept for the operator', async () => {
  await using desk = await testDesk(database);
  const body = desk.body({ messages: [textMessage('Olá')] });
  const unknown = JSON.parse(JSON.stringify(body).replace(desk.phoneNumberId, '999999999999999'));
  const before = (await items(INSTALLATION)).length;
  expect((await desk.deliver(unknown)).statusCode).toBe(200);
  expect((await items(INSTALLATION)).slice(before)).toMatchObject([{ state: 'failed', error: 'channel.unknown' }]);
  expect(await items(desk.companyId)).toEqual([]);
});

test('with one company’s secret nobody brings messages into another’s channel', async () => {
  await using victim = await testDesk(database);
  await using other = await testDesk(database);
  expect((await other.deliver(victim.body({ messages: [textMessage('Olá')] }))).statusCode).toBe(200);
  expect(await items(victim.companyId)).toEqual([]);
  expect((await items(INSTALLATION)).at(-1)).toMatchObject({ state: 'failed', error: 'channel.unknown' });
});

test('a channel made after the last look takes its first delivery', async () => {
  await using first = await testDesk(database);
  await first.deliver(first.body({ messages: [textMessage('Olá')] }));
  await using second = await testDesk(database);
  await new Promise((soon) => setTimeout(soon, 1_050)); // the directory looks again at most once a second
  const payload = JSON.stringify(second.body({ messages: [textMessage('Olá')] }));
  const signature = `sha256=${createHmac('sha256', second.appSecret).update(payload).digest('hex')}`;
  const answer = await first.app.inject({
    method: 'POST',
    url: '/webhooks/whatsapp',
    payload,
    headers: { 'x-hub-signature-256': signature },
  });
  expect(answer.statusCode).toBe(200);
  expect(await items(second.companyId)).toHaveLength(1);
});

test('INB-06 what is signed and parsable is kept, whatever it is', async () => {
  await using desk = await testDesk(database);
  for (const body of [[], {}, 5, null, 'text', { entry: [{ changes: [{ field: 'calls', value: { calls: [] } }] }] }]) {
    expect((await desk.deliver(JSON.stringify(body))).statusCode).toBe(200);
  }
});

test.each([5_000, 50_000])('a delivery nested %i deep is kept, and takes no neighbour along', async (depth) => {
  await using desk = await testDesk(database);
  const deep = JSON.stringify(desk.body({ messages: [textMessage('fundo', { deep: [] })] })).replace(
    '"deep":[]',
    `"deep":${'['.repeat(depth)}${']'.repeat(depth)}`,
  );
  const neighbours = Array.from({ length: 5 }, (_, n) => desk.body({ messages: [textMessage(`m${n}`)] }));
  const answers = await Promise.all([...neighbours.map((body) => desk.deliver(body)), desk.deliver(deep)]);
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array(6).fill(200));
  await desk.settled();
  expect((await desk.messages()).filter((message) => message.text.startsWith('m'))).toHaveLength(5);
  expect(await items(desk.companyId)).toHaveLength(6);
});

test('text that PostgreSQL cannot hold arrives with a replacement instead of being refused for ever', async () => {
  await using desk = await testDesk(database);
  const message = textMessage('a\u0000b');
  const payload = JSON.stringify(desk.body({ messages: [message] })).replace(
    'a\\u0000b',
    'a\\u0000b\\ud800 c\\\\u0000',
  );
  expect((await desk.deliver(payload)).statusCode).toBe(200);
  await desk.settled();
  expect((await desk.messages()).map((each) => each.text)).toEqual(['a\uFFFDb\uFFFD c\\u0000']);
});

test('INB-07 500 messages with one broken among them: 499 arrive, the broken one is in the list with its error', async () => {
  await using desk = await testDesk(database);
  const messages = Array.from({ length: 500 }, (_, n) => {
    const from = `55119000${String(n % 20).padStart(5, '0')}`;
    return n === 250 ? { ...textMessage('broken', { from }), text: { corpo: 'x' } } : textMessage(`m${n}`, { from });
  });
  expect((await desk.deliver(desk.body({ messages }))).statusCode).toBe(200);
  await desk.settled();
  const arrived = await desk.messages();
  expect(arrived).toHaveLength(499);
  expect(await desk.conversations()).toHaveLength(20);
  const failed = (await items(desk.companyId)).filter((item) => item.state === 'failed');
  expect(failed).toMatchObject([
    { payload: { message: { id: messages[250]?.id } }, error: expect.stringContaining('body') },
  ]);
  // INB-08: within each conversation in the order of the delivery.
  for (const { id } of await desk.conversations()) {
    const numbers = arrived
      .filter((message) => message.conversationId === id)
      .map((message) => Number(message.text.slice(1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('INB-06 the same delivery 20 times in parallel gives one message', async () => {
  await using desk = await testDesk(database);
  const body = desk.body({ messages: [textMessage('Uma vez só')] });
  const answers = await Promise.all(Array.from({ length: 20 }, () => desk.deliver(body)));
  expect(answers.map((answer) => answer.statusCode)).toEqual(Array(20).fill(200));
  await desk.settled();
  expect(await desk.messages()).toHaveLength(1);
  expect(await desk.conversations()).toMatchObject([{ inboundCount: 1, messageCount: 1 }]);
});

test('INB-06 what was accepted while no worker lived is handled when one starts', async () => {
  await using desk = await testDesk(database);
  await desk.stopLanes();
  await desk.deliver(desk.body({ messages: [textMessage('Olá')] }));
  expect(await desk.messages()).toEqual([]);
  await desk.startLanes();
  await desk.settled();
  expect(await desk.messages()).toHaveLength(1);
});

test('the application reaches no other company’s items by way of the acceptance', async () => {
  await using mine = await testDesk(database);
  await using theirs = await testDesk(database);
  await theirs.deliver(theirs.body({ messages: [textMessage('Olá')] }));
  const seen = await inCompany(database, mine.companyId, (trx) => trx.selectFrom('inboundItem').select('id').execute());
  expect(seen).toEqual([]);
});
