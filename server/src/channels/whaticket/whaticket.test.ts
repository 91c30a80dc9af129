import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { RawDelivery } from '../adapter.ts';
import { parseItem } from './parse.ts';
import { proofOf, verifySignature } from './signature.ts';
import { splitDelivery } from './split.ts';

const STAMP = 1_700_000_000;
const delivery = (body: unknown, headers: Record<string, string> = {}): RawDelivery => ({
  bytes: Buffer.from(JSON.stringify(body)),
  headers: { 'x-timestamp': String(STAMP), ...headers },
  urls: [],
  now: STAMP * 1000,
});
const parse = (body: unknown) => {
  const [item] = splitDelivery(body, delivery(body));
  return parseItem(item?.payload);
};

test('the documents’ text message', () => {
  expect(parse({ message: { conversation: 'olá' }, number: '5511999999999' })).toMatchObject({
    type: 'message',
    person: { identities: [{ kind: 'whatsapp', value: '5511999999999' }] },
    content: { kind: 'text', text: 'olá' },
    at: STAMP * 1000,
  });
});

test('the documents’ answer to a button', () => {
  const body = {
    message: { buttonsResponseMessage: { selectedDisplayText: 'Quero falar com suporte' } },
    ticket: { contact: { number: '5511988877766', name: 'Contato de teste 66' } },
  };
  expect(parse(body)).toMatchObject({
    person: { identities: [{ value: '5511988877766' }], name: 'Contato de teste 66' },
    content: { kind: 'interactive', answer: { type: 'button', title: 'Quero falar com suporte' } },
  });
});

test('the documents’ payload without a number is an error that says so', () => {
  expect(() => parse({ message: { conversation: 'olá' } })).toThrow(/number: missing/);
});

test('INB-05 without an id the same bytes at the same time are the same message, and anything else is another', () => {
  const idOf = (body: unknown, headers = {}) => {
    const [item] = splitDelivery(body, delivery(body, headers));
    const event = parseItem(item?.payload);
    return event.type === 'message' ? event.providerId : '';
  };
  const body = { message: { conversation: 'sim' }, number: '5511999999999' };
  expect(idOf(body)).toBe(idOf(body));
  expect(idOf(body, { 'x-timestamp': String(STAMP + 1) })).not.toBe(idOf(body));
  expect(idOf({ ...body, number: '5511999999998' })).not.toBe(idOf(body));
  expect(idOf({ ...body, key: { id: '3EB0TESTE' } })).toBe('3EB0TESTE');
});

test.each([
  [{ extendedTextMessage: { text: 'com link' } }, { kind: 'text', text: 'com link' }],
  [
    { listResponseMessage: { title: 'Dermatologia', singleSelectReply: { selectedRowId: 'derma' } } },
    { kind: 'interactive', answer: { type: 'list', id: 'derma' } },
  ],
  [{ locationMessage: { degreesLatitude: -23.5, degreesLongitude: -46.6 } }, { kind: 'location', latitude: -23.5 }],
  [
    {
      contactMessage: {
        displayName: 'Contato de teste 08',
        vcard: 'BEGIN:VCARD\nTEL;waid=5511900000008:+55 11 90000-0008\nEND:VCARD',
      },
    },
    { kind: 'contacts', contacts: [{ phones: [{ phone: '+55 11 90000-0008' }] }] },
  ],
  [{ pollCreationMessage: {} }, { kind: 'unsupported', platformKind: 'pollCreationMessage' }],
])('%# a part is read by its kind', (message, content) => {
  expect(parse({ message, number: '5511999999999' })).toMatchObject({ content });
});

test('a picture comes from Whaticket’s own address', () => {
  const body = {
    message: { imageMessage: { caption: 'pedido', mimetype: 'image/jpeg' } },
    mediaUrl: 'https://wt.example.com/public/1.jpg',
    number: '5511999999999',
  };
  expect(parse(body)).toMatchObject({
    content: { kind: 'image', caption: 'pedido', file: { providerId: body.mediaUrl } },
  });
});

const proof = proofOf({
  baseUrl: 'https://wt.example.com',
  webhookSecret: 'minha-shared-secret',
  webhookToken: 'token-do-webhook',
  token: 't',
});
const signed = (stamp: number, secret = 'minha-shared-secret', token = 'token-do-webhook') => {
  const given = delivery({ message: { conversation: 'olá' }, number: '5511999999999' });
  const signature = createHmac('sha256', secret).update(`${stamp}.`).update(given.bytes).digest('hex');
  return { ...given, headers: { 'x-timestamp': String(stamp), 'x-signature': signature, 'x-webhook-token': token } };
};

test('INB-05 signature, time stamp and token must all be right', () => {
  expect(verifySignature(signed(STAMP), proof)).toBe(true);
  expect(verifySignature(signed(STAMP - 300), proof)).toBe(true);
  expect(verifySignature(signed(STAMP - 301), proof)).toBe(false);
  expect(verifySignature(signed(STAMP + 301), proof)).toBe(false);
  expect(verifySignature(signed(STAMP, 'outro'), proof)).toBe(false);
  expect(verifySignature(signed(STAMP, undefined, 'outro'), proof)).toBe(false);
  const { 'x-webhook-token': _none, ...headers } = signed(STAMP).headers;
  expect(verifySignature({ ...signed(STAMP), headers }, proof)).toBe(false);
  expect(verifySignature({ ...signed(STAMP), bytes: Buffer.from('{}') }, proof)).toBe(false);
});
