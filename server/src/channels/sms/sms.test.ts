import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawDelivery } from '../adapter.ts';
import { parseItem } from './parse.ts';
import { verifySignature } from './signature.ts';
import { readForm, splitDelivery } from './split.ts';

const AT = 1_760_000_000_000;
const bytesOf = (name: string) =>
  Buffer.from(readFileSync(new URL(`./payloads/${name}.txt`, import.meta.url), 'utf8').trim());
const delivery = (bytes: Buffer, query = '', headers: Record<string, string> = {}): RawDelivery => ({
  bytes,
  headers,
  urls: [`https://mesa.example.com/webhooks/sms/${query}`],
  now: AT,
});
const events = (name: string, query = '') => {
  const given = delivery(bytesOf(name), query);
  return splitDelivery(readForm(given.bytes), given).map((item) => ({ item, event: parseItem(item.payload) }));
};

test('a text names its channel by the number it was sent to', () => {
  expect(events('inbound')).toMatchObject([
    {
      item: { account: '+551140000009', person: '+5511900000011' },
      event: {
        type: 'message',
        providerId: 'SM00000000000000000000000000000001',
        person: { identities: [{ kind: 'phone', value: '5511900000011' }] },
        content: { kind: 'text', text: 'Confirmo a consulta às 10h' },
        at: AT,
      },
    },
  ]);
});

test('an MMS is its text and a bubble for each file', () => {
  expect(events('mms').map(({ event }) => event)).toMatchObject([
    { providerId: 'MM00000000000000000000000000000002', content: { kind: 'text', text: 'Segue' } },
    { providerId: 'MM00000000000000000000000000000002#1', content: { kind: 'image' } },
    {
      providerId: 'MM00000000000000000000000000000002#2',
      content: { kind: 'document', file: { mime: 'application/pdf' } },
    },
  ]);
});

test('a status brings our own id back in the address that was called', () => {
  expect(events('status', '?message=0199a000-0000-7000-8000-000000000001')).toMatchObject([
    {
      item: { account: '+551140000009', person: '+5511900000011' },
      event: {
        type: 'status',
        ourId: '0199a000-0000-7000-8000-000000000001',
        status: 'failed',
        failure: { code: 'sms.30003', detail: 'undelivered' },
      },
    },
  ]);
});

test('INB-09 a delivery without a message id is kept as unknown', () => {
  const given = delivery(Buffer.from('Foo=bar'));
  const [item] = splitDelivery(readForm(given.bytes), given);
  expect(parseItem(item?.payload)).toMatchObject({ type: 'unknown' });
});

/** The example of Twilio's own page "Webhooks security": its address, fields, auth token and signature. */
test('INB-05 the signature of Twilio’s documentation verifies, and nothing that differs does', () => {
  const url = 'https://example.com/myapp.php?foo=1&bar=2';
  const fields = {
    Digits: '1234',
    To: '+18005551212',
    From: '+14158675310',
    Caller: '+14158675310',
    CallSid: 'CA1234567890ABCDE',
  };
  const bytes = Buffer.from(new URLSearchParams(fields).toString());
  const signed = { bytes, urls: [url], now: AT, headers: { 'x-twilio-signature': 'L/OH5YylLD5NRKLltdqwSvS0BnU=' } };
  expect(verifySignature(signed, '12345')).toBe(true);
  expect(verifySignature(signed, '12346')).toBe(false);
  expect(verifySignature({ ...signed, urls: [url.replace('foo=1', 'foo=2')] }, '12345')).toBe(false);
  expect(verifySignature({ ...signed, bytes: Buffer.from(`${bytes}&More=1`) }, '12345')).toBe(false);
  expect(verifySignature({ ...signed, headers: {} }, '12345')).toBe(false);
  const empty = createHmac('sha1', '').update(url).digest('base64');
  expect(verifySignature({ ...signed, headers: { 'x-twilio-signature': empty } }, '')).toBe(false);
});

test('whatever form comes, splitting never throws and drops nothing', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom('MessageSid', 'From', 'To', 'NumMedia', 'SmsStatus', 'MessageStatus', 'x'),
        fc.string(),
      ),
      (form) => {
        expect(splitDelivery(form, delivery(Buffer.alloc(0))).length).toBeGreaterThan(0);
      },
    ),
  );
});
