import { expect, test } from 'vitest';
import { at, type Desk, firstChange, PERSON, startDesk } from '../testing/desk.ts';

const SEND = { to: PERSON, type: 'text', text: { body: 'Bom dia' }, biz_opaque_callback_data: 'ours-1' };
const told = (desk: Desk) => desk.product.received.map((one) => at(firstChange(one.json), 'statuses', 0, 'status'));
const kept = async (desk: Desk) => at((await desk.sim(`whatsapp/outbox?to=${PERSON}`)).json, 'messages', 0);

test('INB-19 a sent message is told as sent, delivered and read, with our own id and the price category', async () => {
  await using desk = await startDesk({ settings: { delays: { readMs: 5 } } });
  const { json } = await desk.send(SEND);
  await desk.product.until(3);
  expect(told(desk)).toEqual(['sent', 'delivered', 'read']);
  expect(at(firstChange(desk.product.received[0]?.json), 'statuses', 0)).toEqual({
    id: at(json, 'messages', 0, 'id'),
    status: 'sent',
    timestamp: expect.stringMatching(/^\d{10}$/),
    recipient_id: PERSON,
    recipient_user_id: expect.stringMatching(/^BR\./),
    biz_opaque_callback_data: 'ours-1',
    pricing: { billable: true, pricing_model: 'PMP', category: 'service', type: 'regular' },
  });
  expect(await kept(desk)).toMatchObject({
    to: PERSON,
    type: 'text',
    text: { body: 'Bom dia' },
    callbackData: 'ours-1',
    status: 'read',
    statuses: [{ status: 'sent' }, { status: 'delivered' }, { status: 'read' }],
  });
});

test('nothing is read before somebody looks, when the phone is not left to itself', async () => {
  await using desk = await startDesk();
  await desk.send(SEND);
  await desk.product.until(2);
  expect(at(await kept(desk), 'status')).toBe('delivered');
  await desk.sim('whatsapp/read', { to: PERSON });
  await desk.product.until(3);
  expect(told(desk)).toEqual(['sent', 'delivered', 'read']);
});

test('a phone that somebody has in hand is not read for', async () => {
  await using desk = await startDesk({ settings: { delays: { readMs: 5 } } });
  const hand = new AbortController();
  const events = await fetch(`${desk.simulators.url}/_sim/whatsapp/events?holds=${PERSON}`, { signal: hand.signal });
  await events.body?.getReader().read();
  await desk.send(SEND);
  await desk.product.until(2);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(told(desk)).toEqual(['sent', 'delivered']);
  hand.abort();
});

test('in airplane mode messages wait, both ways, and pass when it ends', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/person', { from: PERSON, airplane: true });
  await desk.send(SEND);
  const written = await desk.sim('whatsapp/inbound', { from: PERSON, text: 'No avião' });
  expect(at(written.json, 'outcomes', 0)).toEqual({ kind: 'waiting' });
  await desk.product.until(1);
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(told(desk)).toEqual(['sent']);
  await desk.sim('whatsapp/person', { from: PERSON, airplane: false });
  const received = await desk.product.until(3);
  expect(received.map((one) => at(firstChange(one.json), 'messages', 0, 'text', 'body')).filter(Boolean)).toEqual([
    'No avião',
  ]);
  expect(told(desk).filter(Boolean)).toEqual(['sent', 'delivered']);
});

test('faults on statuses: lost, repeated, backwards, failed', async () => {
  await using desk = await startDesk();
  await desk.sim('faults', { target: 'status', kind: 'drop', times: 1 });
  await desk.send(SEND);
  await desk.product.until(1);
  expect(told(desk)).toEqual(['delivered']);
  expect(at(await kept(desk), 'statuses')).toHaveLength(2);

  await desk.sim('reset', {});
  desk.product.received.length = 0;
  await desk.sim('faults', { target: 'status', kind: 'reorder', times: 1 });
  await desk.send(SEND);
  await desk.product.until(2);
  expect(told(desk)).toEqual(['delivered', 'sent']);

  await desk.sim('reset', {});
  desk.product.received.length = 0;
  await desk.sim('faults', { target: 'status', kind: 'duplicate', times: 1 });
  await desk.send(SEND);
  await desk.product.until(3);
  expect(told(desk)).toEqual(['sent', 'sent', 'delivered']);

  await desk.sim('reset', {});
  desk.product.received.length = 0;
  await desk.sim('faults', { target: 'status', kind: 'error', code: 131049, times: 1 });
  await desk.send(SEND);
  await desk.product.until(1);
  expect(at(firstChange(desk.product.received[0]?.json), 'statuses', 0)).toMatchObject({
    status: 'failed',
    errors: [{ code: 131049 }],
  });
});

test('a status can be pushed by hand, by their id or ours, also backwards', async () => {
  await using desk = await startDesk();
  await desk.send(SEND);
  await desk.product.until(2);
  await desk.sim('whatsapp/status', { id: 'ours-1', status: 'read' });
  await desk.sim('whatsapp/status', { id: 'ours-1', status: 'sent' });
  await desk.product.until(4);
  expect(told(desk)).toEqual(['sent', 'delivered', 'read', 'sent']);
  expect((await desk.sim('whatsapp/status', { id: 'nobody', status: 'read' })).status).toBe(404);
});
