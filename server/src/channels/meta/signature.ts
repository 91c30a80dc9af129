import { createHmac, timingSafeEqual } from 'node:crypto';
import type { RawDelivery } from '../adapter.ts';

/** Source: Meta, "Webhooks from Meta", validating payloads: HMAC-SHA256 of the raw body under the app secret. */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/i;

export function verifySignature({ bytes, headers }: RawDelivery, secret: string): boolean {
  const header = headers['x-hub-signature-256'];
  const given = typeof header === 'string' ? SIGNATURE.exec(header)?.[1] : undefined;
  if (!given || secret === '') return false;
  return timingSafeEqual(createHmac('sha256', secret).update(bytes).digest(), Buffer.from(given, 'hex'));
}

/**
 * Meta's `GET` when a webhook address is set up.
 * @returns the challenge to echo, or `null` when the token is none of ours.
 */
export function answerChallenge(query: Record<string, unknown>, tokens: readonly string[]): string | null {
  const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = query;
  if (mode !== 'subscribe' || typeof token !== 'string' || typeof challenge !== 'string') return null;
  return tokens.some((known) => sameText(known, token)) ? challenge : null;
}

/** Digests first, so that neither content nor length shows in the time it takes. */
function sameText(known: string, given: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compare').update(text).digest();
  return known !== '' && timingSafeEqual(digest(known), digest(given));
}
