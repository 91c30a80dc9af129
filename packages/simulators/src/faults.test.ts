import { expect, test } from 'vitest';
import { createFaults, faultSchema } from './faults.ts';
import { at, PERSON, startDesk, TOKEN } from './testing/desk.ts';

const SEND = { to: PERSON, type: 'text', text: { body: 'Bom dia' } };

test('a fault strikes its share of the cases, by the dice that it was given', () => {
  const dice = [0.1, 0.9, 0.29, 0.3];
  const faults = createFaults(() => dice.shift() ?? 1);
  faults.add(faultSchema.parse({ target: 'send', kind: 'slow', rate: 0.3 }));
  const struck = [1, 2, 3, 4].map(() => faults.strike('whatsapp', 'send').slow !== undefined);
  expect(struck).toEqual([true, false, true, false]);
});

test('a fault with times is gone when it is used up', () => {
  const faults = createFaults(() => 0);
  faults.add(faultSchema.parse({ target: 'send', kind: 'error', times: 2 }));
  expect([1, 2, 3].map(() => 'error' in faults.strike('whatsapp', 'send'))).toEqual([true, true, false]);
  expect(faults.list()).toEqual([]);
});

test('a fault on one platform or target leaves the others alone', () => {
  const faults = createFaults(() => 0);
  faults.add(faultSchema.parse({ target: 'send', kind: 'error' }));
  expect(faults.strike('whatsapp', 'media')).toEqual({});
  expect(faults.strike('instagram', 'send')).toEqual({});
});

test('sending cannot be reordered, and the answer says where to put that fault', async () => {
  await using desk = await startDesk();
  const answer = await desk.sim('faults', { target: 'send', kind: 'reorder' });
  expect(answer.status).toBe(400);
  expect(answer.json.title).toContain('use target "webhook" or "status"');
});

test('an error on sending answers in the platform’s shape, with Retry-After, and takes no message', async () => {
  await using desk = await startDesk();
  await desk.sim('faults', { target: 'send', kind: 'error', code: 130429, retryAfter: 7, times: 1 });
  const answer = await desk.send(SEND);
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('7');
  expect(at(answer.json, 'error', 'code')).toBe(130429);
  expect((await desk.sim('whatsapp/outbox')).json.messages).toEqual([]);
  expect((await desk.send(SEND)).status).toBe(200);
});

test('a send dropped after is taken and delivered, though its caller only sees a broken line', async () => {
  await using desk = await startDesk();
  await desk.sim('faults', { target: 'send', kind: 'drop', when: 'after', times: 1 });
  await expect(desk.send({ ...SEND, biz_opaque_callback_data: 'ours-1' })).rejects.toThrow('fetch failed');
  const [, delivered] = await desk.product.until(2);
  expect(at(delivered?.json, 'entry', 0, 'changes', 0, 'value', 'statuses', 0)).toMatchObject({
    status: 'delivered',
    biz_opaque_callback_data: 'ours-1',
  });
});

test('a send dropped before leaves nothing behind', async () => {
  await using desk = await startDesk();
  await desk.sim('faults', { target: 'send', kind: 'drop', when: 'before', times: 1 });
  await expect(desk.send(SEND)).rejects.toThrow('fetch failed');
  expect((await desk.sim('whatsapp/outbox')).json.messages).toEqual([]);
});

test('a slow send after acting lets the statuses overtake its answer', async () => {
  await using desk = await startDesk();
  await desk.sim('faults', { target: 'send', kind: 'slow', when: 'after', ms: 150 });
  const answered = desk.send(SEND).then(() => performance.now());
  const [sent] = await desk.product.until(1);
  expect(sent?.at).toBeLessThan(await answered);
});

test('a reset ends the faults and what was under way', async () => {
  await using desk = await startDesk({ settings: { delays: { sentMs: 50 } } });
  await desk.sim('faults', { target: 'send', kind: 'slow', ms: 1, rate: 1 });
  await desk.send(SEND);
  await desk.sim('reset', {});
  expect((await desk.sim('faults')).json.items).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(desk.product.received).toEqual([]);
});

test('calls from a page of another site are refused', async () => {
  await using desk = await startDesk();
  const answer = await desk.call('POST', '/_sim/reset', {}, { ...TOKEN, origin: 'https://example.com' });
  expect(answer.status).toBe(403);
});

test('closed simulators deliver nothing any more', async () => {
  await using desk = await startDesk();
  desk.product.answerWith(503);
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi' });
  await desk.product.until(2);
  await desk.simulators.close();
  const delivered = desk.product.received.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(desk.product.received.length).toBe(delivered);
});
