import { expect, test } from 'vitest';
import { at, firstChange, PERSON, startDesk, TOKEN } from '../../testing/desk.ts';

test('INB-27 what the owner writes on the phone is echoed to the product', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/echo', { to: PERSON, text: 'Já respondo' });
  const [delivery] = await desk.product.until(1);
  expect(at(delivery?.json, 'entry', 0, 'changes', 0, 'field')).toBe('smb_message_echoes');
  expect(at(firstChange(delivery?.json), 'message_echoes', 0)).toMatchObject({
    from: '551140000000',
    to: PERSON,
    to_user_id: expect.stringMatching(/^BR\./),
    type: 'text',
    text: { body: 'Já respondo' },
  });
  expect((await desk.sim('whatsapp/outbox')).json.messages).toEqual([]);
});

test('INB-27 the past comes in history, told apart by who wrote it', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/history', {
    progress: 55,
    threads: [
      {
        with: PERSON,
        messages: [
          { from: 'person', text: 'Ontem', secondsAgo: 90_000 },
          { from: 'business', text: 'Anteontem', secondsAgo: 180_000, status: 'DELIVERED' },
        ],
      },
    ],
  });
  const [delivery] = await desk.product.until(1);
  expect(at(delivery?.json, 'entry', 0, 'changes', 0, 'field')).toBe('history');
  const past = at(firstChange(delivery?.json), 'history', 0);
  expect(at(past, 'metadata')).toEqual({ phase: 0, chunk_order: 1, progress: 55 });
  expect(at(past, 'threads', 0, 'messages', 0)).toMatchObject({ from: PERSON, history_context: { status: 'READ' } });
  expect(at(past, 'threads', 0, 'messages', 1)).toMatchObject({
    from: '551140000000',
    to: PERSON,
    history_context: { status: 'DELIVERED' },
  });
});

test('a new number comes with a new business-scoped id, and says both', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi' });
  await desk.sim('whatsapp/number', { from: PERSON, to: '+55 11 90000-0055' });
  await desk.sim('whatsapp/inbound', { from: '5511900000055', text: 'Número novo' });
  const [before, change, after] = (await desk.product.until(3)).map((one) => at(firstChange(one.json), 'messages', 0));
  expect(change).toMatchObject({
    from: PERSON,
    from_user_id: at(before, 'from_user_id'),
    type: 'system',
    system: {
      type: 'user_changed_number',
      wa_id: '5511900000055',
      previous_user_id: at(before, 'from_user_id'),
      user_id: at(after, 'from_user_id'),
    },
  });
  expect(at(after, 'from_user_id')).not.toBe(at(before, 'from_user_id'));
});

test('somebody without a visible number has only a new business-scoped id', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/person', { from: PERSON, sharesNumber: false });
  await desk.sim('whatsapp/number', { from: PERSON, to: '5511900000056' });
  const change = at(firstChange((await desk.product.until(1))[0]?.json), 'messages', 0);
  expect(change).not.toHaveProperty('from');
  expect(at(change, 'system', 'type')).toBe('user_changed_user_id');
});

test('what is asked wrongly is refused in words that name the field', async () => {
  await using desk = await startDesk();
  const { status, json } = await desk.sim('whatsapp/inbound', { from: PERSON, type: 'hologram' });
  expect(status).toBe(400);
  expect(json.title).toContain('type');
});

test('each number has its own address, secret and token', async () => {
  await using desk = await startDesk();
  const second = {
    phoneNumberId: '100000000000002',
    wabaId: '200000000000002',
    accessToken: 'second',
    webhookUrl: desk.product.webhookUrl,
  };
  await desk.sim('whatsapp/numbers', { ...second, appSecret: 'second-secret' });
  await desk.sim('whatsapp/inbound', { from: PERSON, text: 'Oi', phoneNumberId: second.phoneNumberId });
  const [delivery] = await desk.product.until(1);
  expect(at(firstChange(delivery?.json), 'metadata', 'phone_number_id')).toBe(second.phoneNumberId);
  expect(delivery?.signed).toBe(false);
  const node = await desk.call('GET', `/v23.0/${second.phoneNumberId}?fields=verified_name`, undefined, {
    authorization: 'Bearer second',
  });
  expect(node.json).toEqual({ id: second.phoneNumberId, verified_name: 'Empresa de demonstração' });
});

test('the account can be read and set up as over Graph', async () => {
  await using desk = await startDesk();
  const get = async (path: string) => (await desk.call('GET', `/v23.0/${path}`, undefined, TOKEN)).json;
  expect(await get('100000000000001')).toMatchObject({
    display_phone_number: '+551140000000',
    quality_rating: 'GREEN',
  });
  expect(at(await get('200000000000001/phone_numbers'), 'data')).toHaveLength(1);
  const templates = await get('200000000000001/message_templates?limit=2&status=APPROVED');
  expect(at(templates, 'data')).toHaveLength(2);
  expect(at(templates, 'paging', 'cursors', 'after')).toBe('2');
  const profile = '/v23.0/100000000000001/whatsapp_business_profile';
  await desk.call('POST', profile, { messaging_product: 'whatsapp', about: 'Aberto' }, TOKEN);
  expect(at(await get('100000000000001/whatsapp_business_profile?fields=about'), 'data', 0, 'about')).toBe('Aberto');
  const subscribed = '/v23.0/200000000000001/subscribed_apps';
  const override = { override_callback_uri: desk.product.webhookUrl, verify_token: 'wrong' };
  expect((await desk.call('POST', subscribed, override, TOKEN)).json).toMatchObject({ error: { code: 2200 } });
  expect((await desk.call('POST', subscribed, { ...override, verify_token: 'sim-verify-token' }, TOKEN)).json).toEqual({
    success: true,
  });
});

test('delays and strictness can change while it runs', async () => {
  await using desk = await startDesk();
  await desk.sim('whatsapp/settings', { neverHeardFrom: 'windowClosed', delays: { readMs: 9 } });
  const { json } = await desk.sim('whatsapp/settings');
  expect(json).toMatchObject({ neverHeardFrom: 'windowClosed', delays: { readMs: 9, sentMs: 0 } });
});

test.each([
  [{ type: 'text', text: { body: 'Oi' } }, { text: { body: 'Oi' } }],
  [{ text: { body: 'sem tipo' } }, { type: 'text', text: { body: 'sem tipo' } }],
  [{ type: 'image', image: { caption: 'Meu exame' } }, { image: { caption: 'Meu exame', mime_type: 'image/jpeg' } }],
  [{ type: 'location', location: { latitude: 1, longitude: 2 } }, { location: { latitude: 1, longitude: 2 } }],
  [
    { type: 'reaction', reaction: { message_id: 'wamid.a', emoji: '🙏' } },
    { reaction: { message_id: 'wamid.a', emoji: '🙏' } },
  ],
  [
    { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b', title: 'Sim' } } },
    { interactive: { type: 'button_reply', button_reply: { id: 'b', title: 'Sim' } } },
  ],
  [
    { type: 'contacts', contacts: [{ name: { formatted_name: 'X' }, phones: [{ phone: '1' }] }] },
    { contacts: [{ name: { formatted_name: 'X' } }] },
  ],
] as const)('a message may also be written as Meta writes it: %j', async (given, expected) => {
  await using desk = await startDesk();
  expect((await desk.sim('whatsapp/inbound', { from: PERSON, ...given })).status).toBe(200);
  expect(at(firstChange((await desk.product.until(1))[0]?.json), 'messages', 0)).toMatchObject(expected);
});
