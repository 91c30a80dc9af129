import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReceivedEvent } from '../../conversations/index.ts';
import { parseItem } from './parse.ts';
import { splitDelivery } from './split.ts';

/** Deliveries written after Meta's public reference; names and numbers are made up. */
const payload = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./payloads/${name}.json`, import.meta.url), 'utf8'));
const events = (name: string): ReceivedEvent[] => splitDelivery(payload(name)).map((item) => parseItem(item.payload));
const contents = (name: string) => events(name).map((event) => (event.type === 'message' ? event.content : event));

const AT = 1_790_000_000_000;
const firstContact = {
  identities: [
    { kind: 'whatsappUser', value: 'BR.TESTE00000000000011' },
    { kind: 'whatsapp', value: '551190000011' },
  ],
  name: 'Contato de teste 01',
};

test('a text message names its contact by user id first and number second', () => {
  expect(events('text')).toEqual([
    {
      type: 'message',
      person: firstContact,
      providerId: 'wamid.TESTE000001',
      at: AT,
      origin: { kind: 'contact' },
      content: { kind: 'text', text: 'Bom dia, gostaria de marcar um horário' },
      quotedProviderId: null,
    },
  ]);
});

test('a reply keeps what it quotes, and its advertisement stays in the kept payload', () => {
  expect(events('reply-from-ad')[0]).toMatchObject({ quotedProviderId: 'wamid.TESTE000900' });
  expect(splitDelivery(payload('reply-from-ad'))[0]?.payload).toMatchObject({
    message: { referral: { source_type: 'ad', ctwa_clid: 'TESTE' } },
  });
});

test('every kind of file is told with its id at the platform and a bare media type', () => {
  expect(contents('media')).toEqual([
    { kind: 'image', file: { providerId: '300000000000010', mime: 'image/jpeg' }, caption: 'Exame' },
    { kind: 'audio', file: { providerId: '300000000000011', mime: 'audio/ogg' }, voice: true },
    { kind: 'video', file: { providerId: '300000000000012', mime: 'video/mp4' }, caption: '' },
    {
      kind: 'document',
      file: { providerId: '300000000000013', mime: 'application/pdf', fileName: 'pedido.pdf' },
      caption: 'Pedido',
    },
    { kind: 'sticker', file: { providerId: '300000000000014', mime: 'image/webp' }, animated: true },
    { kind: 'audio', file: { providerId: '300000000000015', mime: 'audio/mpeg' }, voice: false },
  ]);
});

test('places and contact cards', () => {
  expect(contents('location-and-cards')).toEqual([
    {
      kind: 'location',
      latitude: -23.5613,
      longitude: -46.6565,
      name: 'Praça de teste',
      address: 'Avenida de teste, 1',
    },
    { kind: 'location', latitude: -23.5, longitude: -46.6, name: '', address: '' },
    {
      kind: 'contacts',
      contacts: [
        {
          name: 'Contato de teste 02',
          phones: [{ phone: '+55 11 90000-0012', label: 'CELL' }],
          emails: ['contato02@example.com'],
        },
      ],
    },
  ]);
});

test('answers to buttons, lists, forms and templates; an answer of a kind unknown here is shown as unsupported', () => {
  expect(contents('answers')).toEqual([
    { kind: 'interactive', answer: { type: 'button', id: 'confirmar', title: 'Confirmar', description: '' } },
    { kind: 'interactive', answer: { type: 'list', id: 'ter-10', title: 'Terça, 10h', description: 'Sala 2' } },
    {
      kind: 'interactive',
      answer: { type: 'flow', id: 'flow', title: 'Enviado', description: '{"plano":"particular"}' },
    },
    { kind: 'interactive', answer: { type: 'template', id: 'REMARCAR', title: 'Quero remarcar', description: '' } },
    { kind: 'unsupported', platformKind: 'interactive.call_permission_reply', reason: '' },
  ]);
});

test('reactions, edits and revocations are changes of the message that they name', () => {
  expect(
    events('changes').map((event) => (event.type === 'change' ? [event.targetProviderId, event.change] : event)),
  ).toEqual([
    ['wamid.TESTE000900', { kind: 'reaction', emoji: '👍' }],
    ['wamid.TESTE000900', { kind: 'reaction', emoji: '' }],
    [
      'wamid.TESTE000001',
      { kind: 'edit', content: { kind: 'text', text: 'Boa tarde, gostaria de marcar um horário' } },
    ],
    ['wamid.TESTE000001', { kind: 'revoke' }],
  ]);
});

test('INB-09 what Meta or this version does not support keeps its name and reason', () => {
  expect(contents('unsupported')).toEqual([
    { kind: 'unsupported', platformKind: 'poll_creation', reason: 'Message type is currently not supported.' },
    { kind: 'unsupported', platformKind: 'order', reason: '' },
    { kind: 'unsupported', platformKind: 'hologram', reason: '' },
  ]);
});

test('INB-10 somebody without a number is known by the business-scoped id', () => {
  expect(events('only-user-id')[0]).toMatchObject({
    person: { identities: [{ kind: 'whatsappUser', value: 'BR.TESTE00000000000013' }], name: 'Contato de teste 03' },
  });
  expect(splitDelivery(payload('only-user-id'))[0]?.person).toBe('BR.TESTE00000000000013');
});

test('statuses carry our id where it travelled, played counts as read, failed says why', () => {
  expect(events('statuses')).toMatchObject([
    { type: 'status', status: 'sent', at: AT + 70_000, ourId: '0199a000-0000-7000-8000-000000000900', failure: null },
    { type: 'status', status: 'delivered', ourId: null },
    { type: 'status', status: 'read' },
    { type: 'status', status: 'read', providerId: 'wamid.TESTE000905' },
    {
      type: 'status',
      status: 'failed',
      failure: { code: '131047', detail: 'More than 24 hours have passed since the recipient last replied.' },
    },
  ]);
});

test('a changed number and a changed user id tell the former and the present', () => {
  expect(events('number-change')).toMatchObject([
    {
      type: 'identityChange',
      former: [
        { kind: 'whatsappUser', value: 'BR.TESTE00000000000011' },
        { kind: 'whatsapp', value: '551190000011' },
      ],
      present: [
        { kind: 'whatsappUser', value: 'BR.TESTE00000000000021' },
        { kind: 'whatsapp', value: '551190000021' },
      ],
    },
    {
      type: 'identityChange',
      former: [{ kind: 'whatsappUser', value: 'BR.TESTE00000000000013' }],
      present: [{ kind: 'whatsappUser', value: 'BR.TESTE00000000000023' }],
    },
    { type: 'message', content: { kind: 'unsupported', platformKind: 'system.customer_identity_changed' } },
    {
      type: 'identityChange',
      former: [{ kind: 'whatsappUser', value: 'BR.TESTE00000000000012' }],
      present: [{ kind: 'whatsappUser', value: 'BR.TESTE00000000000032' }],
    },
  ]);
  // In the lane of the person as known so far, behind what that person wrote before.
  expect(splitDelivery(payload('number-change')).map((item) => item.person)).toEqual([
    'BR.TESTE00000000000011',
    'BR.TESTE00000000000013',
    '551190000011',
    'BR.TESTE00000000000012',
  ]);
});

test('INB-27 echoes are messages from the phone to the contact', () => {
  expect(events('echoes')).toMatchObject([
    {
      type: 'message',
      origin: { kind: 'phone' },
      person: { identities: [{ kind: 'whatsapp', value: '551190000011' }] },
    },
    { type: 'message', origin: { kind: 'phone' }, content: { kind: 'image' } },
    { type: 'change', by: 'phone', change: { kind: 'revoke' }, targetProviderId: 'wamid.TESTE000100' },
  ]);
});

test('INB-27 history tells directions and statuses, its files follow, and a refusal to share is kept', () => {
  expect(events('history')).toMatchObject([
    { type: 'message', origin: { kind: 'history', direction: 'in' }, at: AT - 864_000_000 },
    { type: 'message', origin: { kind: 'history', direction: 'out', status: 'delivered' } },
    { type: 'message', origin: { kind: 'history', direction: 'in' }, content: { platformKind: 'media_placeholder' } },
    { type: 'change', targetProviderId: 'wamid.TESTE000112', change: { kind: 'file', content: { kind: 'image' } } },
    { type: 'unknown', what: 'history' },
  ]);
});

test('entries of the address book', () => {
  expect(events('address-book')).toEqual([
    { type: 'address', identity: { kind: 'whatsapp', value: '551190000015' }, name: 'Contato de teste 15' },
    { type: 'address', identity: { kind: 'whatsapp', value: '551190000016' }, name: null },
  ]);
});

test('events of the account itself are kept under the account where Meta names it', () => {
  expect(events('account-events')).toEqual([
    { type: 'unknown', what: 'account_update' },
    { type: 'unknown', what: 'messages' },
  ]);
  expect(splitDelivery(payload('account-events')).map((item) => item.account)).toEqual([null, '100000000000001']);
});

test('INB-07 one delivery for two accounts falls into its items, each with its own contact', () => {
  const items = splitDelivery(payload('batch'));
  expect(items.map((item) => [item.account, item.person])).toEqual([
    ['100000000000001', 'BR.TESTE00000000000011'],
    ['100000000000001', '551190000012'],
    ['100000000000001', '551190000011'],
    ['100000000000002', 'BR.TESTE00000000000011'],
  ]);
  expect(items[1]?.payload).toMatchObject({ contact: { profile: { name: 'Contato de teste 02' } } });
});

test.each([
  ['a message without id', { kind: 'message', field: 'messages', message: { type: 'text', timestamp: '1' } }],
  [
    'a text without body',
    { kind: 'message', field: 'messages', message: { id: 'a', timestamp: '1', from: '5511900000000', type: 'text' } },
  ],
  [
    'a message from nobody',
    { kind: 'message', field: 'messages', message: { id: 'a', timestamp: '1', type: 'text', text: { body: 'a' } } },
  ],
  [
    'a time beyond 2286',
    {
      kind: 'message',
      field: 'messages',
      message: { id: 'a', from: '5511900000000', timestamp: '99999999999', type: 'text', text: { body: 'a' } },
    },
  ],
  [
    'a status of an unknown name',
    { kind: 'status', field: 'messages', status: { id: 'a', status: 'lost', timestamp: '1' } },
  ],
])('%s is refused, for the list of failed items', (_what, item) => {
  expect(() => parseItem(item)).toThrow();
});

test('whatever a delivery holds, splitting never throws and makes at least one item', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (inner, body) => {
      const shapes = [
        body,
        {
          entry: [{ changes: [{ field: 'messages', value: { messages: [inner], statuses: body, history: [inner] } }] }],
        },
      ];
      for (const shape of shapes) expect(splitDelivery(shape).length).toBeGreaterThan(0);
    }),
  );
});
