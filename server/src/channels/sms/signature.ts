import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawDelivery } from '../adapter.ts';

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1, under the auth token, of the whole address that was called followed by every
 * field's name and value, fields sorted by name. Source: Twilio, "Webhooks security" (2026).
 */
export function verifySignature({ bytes, headers, urls }: RawDelivery, authToken: string): boolean {
  const given = headers['x-twilio-signature'];
  if (typeof given !== 'string' || authToken === '') return false;
  const fields = [...new URLSearchParams(bytes.toString('utf8'))].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const form = fields.map(([name, value]) => name + value).join('');
  const offered = Buffer.from(given, 'base64');
  return urls.some((url) => {
    const expected = createHmac('sha1', authToken)
      .update(url + form, 'utf8')
      .digest();
    return offered.length === expected.length && timingSafeEqual(expected, offered);
  });
}
