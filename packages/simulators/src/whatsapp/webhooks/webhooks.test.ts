import { expect, test } from 'vitest';
import { at, firstChange, PERSON, startDesk } from '../../testing/desk.ts';
import { deliveryBytes } from './sign.ts';

const bodies = (received: readonly { json: unknown }[]) =>
  received.map(
    (one) =>
      at(firstChange(one.json), 'messages', 0, 'text', 'body') ?? at(firstChange(one.json), 'statuses', 0, 'status'),
  );

test('a message arrives signed, in the envelope that Meta documents', async () => {
  await using desk = await startDesk({ now: () => 1_795_233_390_817 });
  const { json } = await desk.sim('whatsapp/inbound', {
    from: '+55 11 90000-0001',
    name: 'Contato de teste 01',
    text: 'Olá',
  });
  const [delivery] = await desk.product.until(1);
  expect(delivery?.signed).toBe(true);
  const userId = expect.stringMatching(/^BR\.\d{20}$/);
  expect(delivery?.json).toEqual({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '200000000000001',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '551140000000', phone_number_id: '100000000000001' },
              contacts: [{ profile: { name: 'Contato de teste 01' }, wa_id: PERSON, user_id: userId }],
              messages: [
                {
                  from: PERSON,
                  from_user_id: userId,
                  id: json.id,
                  timestamp: '1795233390',
                  type: 'text',
                  text: { body: 'Olá' },
                },
              ],
            },
          },
        ],
      },
    ],
  });
  expect(json.outcomes).toEqual([{ kind: 'accepted', status: 200, ms: expect.any(Number) }]);
});

test('the bytes escape slashes and everything beyond ASCII, as Meta’s do', () => {
  expect(deliveryBytes({ a: 'Olá / 👍' }).toString()).toBe('{"a":"Ol\\u00e1 \\/ \\ud83d\\udc4d"}');
  expect(JSON.parse(deliveryBytes({ a: 'Olá / 👍' }).toString())).toEqual({ a: 'Olá / 👍' });
});

test.each([
  ['image', {}, { image: { mime_type: 'image/jpeg', id: expect.any(String), sha256: expect.any(String) } }],
  ['voice', {}, { type: 'audio', audio: { mime_type: 'audio/ogg; codecs=opus', voice: true } }],
  ['audio', {}, { type: 'audio', audio: { voice: false } }],
  ['video', { caption: 'Veja' }, { video: { mime_type: 'video/mp4', caption: 'Veja' } }],
  ['document', {}, { document: { mime_type: 'application/pdf', filename: 'document.pdf' } }],
  ['sticker', {}, { sticker: { mime_type: 'image/webp', animated: false } }],
  ['location', {}, { location: { latitude: -23.561414, longitude: -46.655881 } }],
  [
    'contacts',
    {},
    { contacts: [{ name: { formatted_name: 'Contato de teste 99' }, phones: [{ wa_id: '5511900000099' }] }] },
  ],
  ['reaction', { messageId: 'wamid.a', emoji: '🙏' }, { reaction: { message_id: 'wamid.a', emoji: '🙏' } }],
  [
    'interactive',
    { answer: { type: 'list', id: 'r1', title: 'Qui 10:00', description: 'Sala 2' }, context: 'wamid.b' },
    {
      interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Qui 10:00', description: 'Sala 2' } },
      context: { id: 'wamid.b' },
    },
  ],
  [
    'interactive',
    { answer: { id: 'b1', title: 'Sim' } },
    { interactive: { type: 'button_reply', button_reply: { id: 'b1', title: 'Sim' } } },
  ],
  ['button', { answer: { id: 'ok', title: 'Confirmar' } }, { button: { payload: 'ok', text: 'Confirmar' } }],
  ['unsupported', { text: 'poll_creation' }, { errors: [{ code: 131051 }] }],
  [
    'edit',
    { messageId: 'wamid.c', text: 'às 15h' },
    { edit: { original_message_id: 'wamid.c', message: { type: 'text', text: { body: 'às 15h' } } } },
  ],
  ['revoke', { messageId: 'wamid.d' }, { revoke: { original_message_id: 'wamid.d' } }],
  ['raw', { message: { type: 'hologram', hologram: { z: 1 } } }, { type: 'hologram', hologram: { z: 1 } }],
] as const)('INB-18 %s', async (type, given, expected) => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { from: PERSON, type, ...given });
  const [delivery] = await desk.product.until(1);
  expect(at(firstChange(delivery?.json), 'messages', 0)).toMatchObject({ type, ...expected });
});

test('somebody who shares no number is named by the business-scoped id alone', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { userId: 'BR.13491208655302741918', name: 'Contato de teste 07', text: 'Oi' });
  const value = firstChange((await desk.product.until(1))[0]?.json);
  expect(at(value, 'contacts', 0)).toEqual({
    profile: { name: 'Contato de teste 07' },
    user_id: 'BR.13491208655302741918',
  });
  expect(at(value, 'messages', 0)).not.toHaveProperty('from');
  expect(at(value, 'messages', 0, 'from_user_id')).toBe('BR.13491208655302741918');
});

test('INB-07 a batch puts many messages into one delivery', async () => {
  await using desk = await startDesk();
  const { json } = await desk.sim('whatsapp/inbound', { from: PERSON, text: 'n. {n}', count: 500, batch: true });
  const messages = at(firstChange((await desk.product.until(1))[0]?.json), 'messages');
  expect(desk.product.received).toHaveLength(1);
  expect(messages).toHaveLength(500);
  expect([at(messages, 0, 'text', 'body'), at(messages, 499, 'text', 'body')]).toEqual(['n. 1', 'n. 500']);
  expect(json.ids).toHaveLength(500);
});

test('while the product fails, deliveries wait and then come in the order in which they were written', async () => {
  await using desk = await startDesk();
  desk.product.answerWith(503);
  for (const text of ['um', 'dois', 'três']) await desk.sim('whatsapp/inbound', { from: PERSON, text });
  await desk.product.until(2);
  desk.product.answerWith(200);
  const failed = desk.product.received.length;
  const received = await desk.product.until(failed + 3);
  expect(bodies(received.slice(-3))).toEqual(['um', 'dois', 'três']);
  expect(new Set(bodies(received.slice(0, failed)))).toEqual(new Set(['um']));
});

test('a delivery that the product refuses for what it is holds up nobody, and comes again', async () => {
  await using desk = await startDesk();
  desk.product.answerWith(400);
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'um' });
  desk.product.answerWith(200);
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'dois' });
  expect(bodies(await desk.product.until(3))).toEqual(['um', 'dois', 'um']);
});

test('a product that is not there is told in words, and gets everything when it is back', async () => {
  await using desk = await startDesk();
  const { webhookUrl } = desk.product;
  await desk.sim('whatsapp/numbers', { webhookUrl: 'http://127.0.0.1:9/webhooks/whatsapp/' });
  const { json } = await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi' });
  expect(at(json, 'outcomes', 0)).toMatchObject({ kind: 'unreachable', reason: expect.any(String) });
  await desk.sim('whatsapp/numbers', { webhookUrl });
  expect(bodies(await desk.product.until(1))).toEqual(['Oi']);
});

test('faults on webhooks: duplicated, answer lost, cut in half, overtaken', async () => {
  await using desk = await startDesk();
  const strike = async (kind: string, more = {}) => {
    desk.product.received.length = 0;
    await desk.sim('faults', { target: 'webhook', kind, times: 1, ...more });
  };
  await strike('duplicate', { copies: 20 });
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'vinte' });
  expect(bodies(await desk.product.until(20))).toEqual(Array(20).fill('vinte'));

  await strike('drop', { when: 'after' });
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'perdida' });
  expect(bodies(await desk.product.until(2))).toEqual(['perdida', 'perdida']);

  await strike('error');
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'metade' });
  const [half, whole] = await desk.product.until(2);
  expect([half?.signed, half?.json, whole?.signed]).toEqual([false, null, true]);

  await strike('reorder');
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'primeira' });
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'segunda' });
  expect(bodies(await desk.product.until(2))).toEqual(['segunda', 'primeira']);
});

test('INB-05 raw bytes go out as they are, signed rightly, wrongly or not at all', async () => {
  await using desk = await startDesk();
  const deliver = async (query: string) => {
    const response = await fetch(`${desk.simulators.url}/_sim/whatsapp/deliver${query}`, {
      method: 'POST',
      body: '{"object":"what',
    });
    return response.json();
  };
  desk.product.answerWith(401);
  expect(at(await deliver(''), 'outcomes', 0, 'status')).toBe(401);
  await deliver('?signature=wrong');
  await deliver('?signature=none&copies=3');
  expect(desk.product.received.map((one) => one.signed)).toEqual([true, false, false, false, false]);
  expect(desk.product.received[0]?.body).toBe('{"object":"what');
});

test('the challenge is asked with the verify token', async () => {
  await using desk = await startDesk();
  expect((await desk.sim('whatsapp/verify', {})).json).toEqual({ kind: 'verified' });
  expect((await desk.sim('whatsapp/verify', { verifyToken: 'wrong' })).json).toMatchObject({
    kind: 'refused',
    status: 403,
  });
});
