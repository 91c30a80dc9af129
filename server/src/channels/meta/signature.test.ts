import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { answerChallenge, verifySignature } from './signature.ts';

const body = Buffer.from('{"object":"whatsapp_business_account","text":"ação"}');
const signed = (secret: string) => ({
  'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

const delivery = (bytes: Buffer, headers: Record<string, string>) => ({ bytes, headers, urls: [], now: 0 });

test('INB-05 the signature is checked over the raw bytes', () => {
  expect(verifySignature(delivery(body, signed('segredo')), 'segredo')).toBe(true);
  expect(verifySignature(delivery(Buffer.concat([body, Buffer.from(' ')]), signed('segredo')), 'segredo')).toBe(false);
});

test.each([
  ['another secret', signed('outro')],
  ['no header', {}],
  ['half a digest', { 'x-hub-signature-256': 'sha256=abcd' }],
  ['the old algorithm', { 'x-hub-signature-256': `sha1=${createHmac('sha1', 'segredo').update(body).digest('hex')}` }],
])('%s is refused', (_what, headers) => {
  expect(verifySignature(delivery(body, headers), 'segredo')).toBe(false);
});

test('an empty secret verifies nothing, even what was signed with it', () => {
  expect(verifySignature(delivery(body, signed('')), '')).toBe(false);
});

test('INB-05 the challenge is echoed only for a verify token of ours', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 'nosso', 'hub.challenge': '1158201444' };
  expect(answerChallenge(asked, ['outro', 'nosso'])).toBe('1158201444');
  expect(answerChallenge(asked, ['outro'])).toBeNull();
  expect(answerChallenge(asked, [])).toBeNull();
  expect(answerChallenge({ ...asked, 'hub.verify_token': '' }, [''])).toBeNull();
  expect(answerChallenge({ ...asked, 'hub.mode': 'unsubscribe' }, ['nosso'])).toBeNull();
  expect(answerChallenge({ ...asked, 'hub.challenge': ['a', 'b'] }, ['nosso'])).toBeNull();
});
