import { createHmac, timingSafeEqual } from 'node:crypto';

/** A visitor of one web chat: known by what the browser keeps, and by nothing else. */
export type Visitor = { companyId: string; channelId: string; visitorId: string };

/** Renewed at every visit. Shorter: who comes back after the holidays finds an empty chat. */
const LASTS_MS = 180 * 24 * 60 * 60 * 1000;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TOKEN = new RegExp(`^(${ID})\\.(${ID})\\.(${ID})\\.([0-9a-z]{6,10})\\.([\\w-]{43})$`);

export function visitorToken(secret: Uint8Array, { companyId, channelId, visitorId }: Visitor, now: number): string {
  const claim = `${companyId}.${channelId}.${visitorId}.${Math.floor((now + LASTS_MS) / 1000).toString(36)}`;
  return `${claim}.${seal(secret, claim).toString('base64url')}`;
}

/** @returns `null` for what we never signed, and for what has ended. */
export function readVisitorToken(secret: Uint8Array, token: string, now: number): Visitor | null {
  const [, companyId, channelId, visitorId, expiry, signature] = TOKEN.exec(token) ?? [];
  if (!companyId || !channelId || !visitorId || !expiry || !signature) return null;
  const expected = seal(secret, `${companyId}.${channelId}.${visitorId}.${expiry}`);
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) return null;
  return Number.parseInt(expiry, 36) * 1000 > now ? { companyId, channelId, visitorId } : null;
}

const seal = (secret: Uint8Array, claim: string): Buffer =>
  createHmac('sha256', secret).update(`webchat visitor ${claim}`).digest();
