import { expect, test } from 'vitest';
import { at, PERSON, startDesk } from '../../testing/desk.ts';

const long = (length: number) => 'x'.repeat(length);
const buttons = (count: number, title = 'Sim') => ({
  type: 'button',
  body: { text: 'Confirma?' },
  action: {
    buttons: Array.from({ length: count }, (_, n) => ({
      type: 'reply',
      reply: { id: `b${n}`, title: `${title}${n}` },
    })),
  },
});
const list = (rows: number, over: Record<string, unknown> = {}) => ({
  type: 'list',
  body: { text: 'Qual horário?' },
  action: {
    button: 'Ver horários',
    sections: [
      { title: 'Quinta', rows: Array.from({ length: rows }, (_, n) => ({ id: `r${n}`, title: `${n}h`, ...over })) },
    ],
  },
});

test('a text is answered with the input, the account and a message id', async () => {
  await using desk = await startDesk();
  const { status, json } = await desk.send({ to: '+55 (11) 90000-0001', type: 'text', text: { body: 'Bom dia' } });
  expect(status).toBe(200);
  expect(json).toEqual({
    messaging_product: 'whatsapp',
    contacts: [{ input: '+55 (11) 90000-0001', wa_id: PERSON }],
    messages: [{ id: expect.stringMatching(/^wamid\.[A-Za-z0-9+/=]+$/) }],
  });
});

test('a number in its old Brazilian spelling reaches the same account, under the account’s own spelling', async () => {
  await using desk = await startDesk();
  const { json } = await desk.send({ to: '551100000001', type: 'text', text: { body: 'Oi' } });
  expect(at(json, 'contacts', 0)).toEqual({ input: '551100000001', wa_id: '5511900000001' });
});

test('INB-28 somebody known by a business-scoped id only is reached by recipient', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { userId: 'BR.13491208655302741918', text: 'Oi' });
  const { json } = await desk.send({ recipient: 'BR.13491208655302741918', type: 'text', text: { body: 'Olá' } });
  expect(at(json, 'contacts', 0)).toEqual({ input: 'BR.13491208655302741918', user_id: 'BR.13491208655302741918' });
});

test('when both a number and a business-scoped id are given, the number wins', async () => {
  await using desk = await startDesk();
  const { json } = await desk.send({ to: PERSON, recipient: 'BR.1', type: 'text', text: { body: 'Olá' } });
  expect(at(json, 'contacts', 0, 'wa_id')).toBe(PERSON);
});

test.each([
  ['a text at its limit', { type: 'text', text: { body: long(4_096) } }, null],
  ['a text one over', { type: 'text', text: { body: long(4_097) } }, 100],
  ['a text without a body', { type: 'text', text: {} }, 131008],
  ['a kind that does not exist', { type: 'poll', poll: {} }, 100],
  ['a kind without its content', { type: 'image' }, 100],
  ['an image without id or link', { type: 'image', image: {} }, 131008],
  ['an image id that nobody uploaded', { type: 'image', image: { id: '123' } }, 100],
  ['a place', { type: 'location', location: { latitude: -23.5, longitude: '-46.6', name: 'Clínica' } }, null],
  ['a place beyond the pole', { type: 'location', location: { latitude: 91, longitude: 0 } }, 131009],
  ['a reaction', { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } }, null],
  ['a card', { type: 'contacts', contacts: [{ name: { formatted_name: 'Contato de teste 02' } }] }, null],
  ['a card without a name', { type: 'contacts', contacts: [{ phones: [] }] }, 131008],
  ['three buttons', { type: 'interactive', interactive: buttons(3) }, null],
  ['four buttons', { type: 'interactive', interactive: buttons(4) }, 131009],
  ['a button title of 21 characters', { type: 'interactive', interactive: buttons(1, long(20)) }, 131009],
  ['ten rows', { type: 'interactive', interactive: list(10) }, null],
  ['eleven rows', { type: 'interactive', interactive: list(11) }, 131009],
  ['a row title of 25 characters', { type: 'interactive', interactive: list(1, { title: long(25) }) }, 131009],
  ['two rows with one id', { type: 'interactive', interactive: list(2, { id: 'same' }) }, 131009],
  [
    'a body of 1,025 characters',
    { type: 'interactive', interactive: { ...buttons(1), body: { text: long(1_025) } } },
    131009,
  ],
  [
    'callback data of 513 characters',
    { type: 'text', text: { body: 'a' }, biz_opaque_callback_data: long(513) },
    131009,
  ],
] as const)('%s', async (_what, message, code) => {
  await using desk = await startDesk();
  const { status, json } = await desk.send({ to: PERSON, ...message });
  expect([status === 200, at(json, 'error', 'code') ?? null]).toEqual([code === null, code]);
  if (code !== null) {
    expect(json.error).toMatchObject({
      type: 'OAuthException',
      fbtrace_id: expect.any(String),
      message: expect.stringContaining(`(#${code})`),
    });
  }
});

test('nobody named to send to is told by name of the parameter', async () => {
  await using desk = await startDesk();
  const { json } = await desk.send({ type: 'text', text: { body: 'Oi' } });
  expect(at(json, 'error', 'message')).toBe('(#100) The parameter to is required.');
});

test('a token that nobody has is 190, a number that the token is not for is 100 with subcode 33', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/numbers', { phoneNumberId: '100000000000002', accessToken: 'other-token' });
  const body = { messaging_product: 'whatsapp', to: PERSON, text: { body: 'Oi' } };
  const path = '/v23.0/100000000000001/messages';
  const wrong = await desk.call('POST', path, body, { authorization: 'Bearer nobody' });
  expect([wrong.status, at(wrong.json, 'error', 'code')]).toEqual([401, 190]);
  const foreign = await desk.call('POST', path, body, { authorization: 'Bearer other-token' });
  expect([foreign.status, at(foreign.json, 'error', 'code'), at(foreign.json, 'error', 'error_subcode')]).toEqual([
    400, 100, 33,
  ]);
});

test('JSON cut in half is refused in the platform’s shape', async () => {
  await using desk = await startDesk();
  const response = await fetch(`${desk.simulators.url}/v23.0/100000000000001/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sim-access-token' },
    body: '{"messaging_product":"what',
  });
  expect([response.status, at(await response.json(), 'error', 'code')]).toEqual([400, 100]);
});

test('INB-21 free text is refused with 131047 at exactly a day after the person wrote, a template is not', async () => {
  let now = 1_795_000_000_000;
  await using desk = await startDesk({ now: () => now });
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi' });
  const text = { to: PERSON, type: 'text', text: { body: 'Ainda aí?' } };
  now += 86_400_000 - 1;
  expect((await desk.send(text)).status).toBe(200);
  now += 1;
  expect(at((await desk.send(text)).json, 'error', 'code')).toBe(131047);
  const template = { name: 'hello_world', language: { code: 'en_US' } };
  expect((await desk.send({ to: PERSON, type: 'template', template })).status).toBe(200);
});

test('a strict platform takes no free text for somebody who has never written', async () => {
  await using desk = await startDesk({ settings: { neverHeardFrom: 'windowClosed' } });
  const { json } = await desk.send({ to: PERSON, type: 'text', text: { body: 'Oi' } });
  expect(at(json, 'error', 'code')).toBe(131047);
});

test('refusals can also come late, as a failed status', async () => {
  await using desk = await startDesk({ settings: { refusals: 'byStatus' } });
  await desk.sim('whatsapp/person', { from: PERSON, unreachable: true });
  expect((await desk.send({ to: PERSON, type: 'text', text: { body: 'Oi' } })).status).toBe(200);
  const [failed] = await desk.product.until(1);
  expect(at(failed?.json, 'entry', 0, 'changes', 0, 'value', 'statuses', 0)).toMatchObject({
    status: 'failed',
    errors: [{ code: 131026, title: 'Message undeliverable', error_data: { details: expect.any(String) } }],
  });
});

test('the eighty-first message of a second is 130429; a second later it passes', async () => {
  let now = 1_795_000_000_000;
  await using desk = await startDesk({ now: () => now });
  const text = (n: number) => ({ to: `55119100000${String(n).padStart(2, '0')}`, type: 'text', text: { body: 'Oi' } });
  for (let n = 0; n < 80; n += 1) expect((await desk.send(text(n))).status).toBe(200);
  expect(at((await desk.send(text(80))).json, 'error', 'code')).toBe(130429);
  now += 1_000;
  expect((await desk.send(text(80))).status).toBe(200);
});

test('after a burst, one person gets one message in six seconds, else 131056', async () => {
  let now = 1_795_000_000_000;
  await using desk = await startDesk({ now: () => now, settings: { limits: { pairBurst: 2 } } });
  const text = { to: PERSON, type: 'text', text: { body: 'Oi' } };
  expect([(await desk.send(text)).status, (await desk.send(text)).status]).toEqual([200, 200]);
  expect(at((await desk.send(text)).json, 'error', 'code')).toBe(131056);
  now += 6_000;
  expect((await desk.send(text)).status).toBe(200);
});

test.each([
  ['an approved one, filled in', 'retomar_conversa', 'pt_BR', 1, null],
  ['too few values', 'retomar_conversa', 'pt_BR', 0, 132000],
  ['a language that it lacks', 'retomar_conversa', 'fr', 1, 132001],
  ['a rejected one', 'oferta_relampago', 'pt_BR', 0, 132001],
  ['a paused one', 'novidades_do_mes', 'pt_BR', 1, 132015],
] as const)('template: %s', async (_what, name, code, values, refusal) => {
  await using desk = await startDesk();
  const parameters = Array.from({ length: values }, () => ({ type: 'text', text: 'Contato de teste 01' }));
  const template = { name, language: { code }, components: values ? [{ type: 'body', parameters }] : [] };
  const { json } = await desk.send({ to: PERSON, type: 'template', template });
  expect(at(json, 'error', 'code') ?? null).toBe(refusal);
});

test('INB-25 marking as read turns the person’s ticks blue, up to that message', async () => {
  await using desk = await startDesk();
  const { json } = await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi {n}', count: 2 });
  const marked = await desk.send({
    status: 'read',
    message_id: at(json, 'ids', 0),
    typing_indicator: { type: 'text' },
  });
  expect(marked.json).toEqual({ success: true });
  const { messages } = (await desk.sim('whatsapp/phone')).json;
  expect([at(messages, 0, 'tick'), at(messages, 1, 'tick')]).toEqual(['read', 'delivered']);
});
