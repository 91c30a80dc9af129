import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { RawDelivery } from '../adapter.ts';
import type { WhaticketCredentials } from './account.ts';

/** A delivery is believed this long before and after its time stamp (INB-05). */
const TOLERANCE_MS = 300_000;

/** Secret and token together are what a delivery is proven by. */
export const proofOf = ({ webhookSecret, webhookToken }: WhaticketCredentials): string =>
  JSON.stringify([webhookSecret, webhookToken]);

/** `X-Signature` is hex HMAC-SHA256 of `${X-Timestamp}.${body}`; `X-Webhook-Token` must match where one is set up. */
export function verifySignature({ bytes, headers, now }: RawDelivery, proof: string): boolean {
  const [secret, token]: string[] = JSON.parse(proof);
  const { 'x-timestamp': stamp, 'x-signature': given, 'x-webhook-token': offered } = headers;
  if (!secret || typeof stamp !== 'string' || typeof given !== 'string') return false;
  if (!/^\d{1,12}$/.test(stamp) || Math.abs(now - Number(stamp) * 1000) > TOLERANCE_MS) return false;
  if (!/^[0-9a-f]{64}$/i.test(given)) return false;
  const expected = createHmac('sha256', secret).update(`${stamp}.`).update(bytes).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, 'hex'))) return false;
  return !token || (typeof offered === 'string' && timingSafeEqual(digest(token), digest(offered)));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
