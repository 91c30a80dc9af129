/**
 * Links to files: an address that anybody who has it may open, for a while. Images and players cannot send a token in a
 * header, so the token is the address (docs/decisions/0031-media-links.md).
 *
 * A link's end falls on the hour, and nothing else in it varies: within an hour everybody gets the same address for a
 * file, so a browser keeps what it has already loaded.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '@balcao/domain';

const HOUR_MS = 3_600_000;
/** At least this long; at most an hour more. Shorter: a video stops in the middle. Longer: a link that leaked opens longer. */
const LINK_LASTS_MS = HOUR_MS;

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TOKEN = new RegExp(`^(${ID})\\.(${ID})\\.([0-9a-z]{6,10})\\.([\\w-]{43})$`);

export type LinkedFile = { companyId: string; mediaId: string };

export function mediaToken(secret: Uint8Array, file: LinkedFile, now: Date): { token: string; expiresAt: Date } {
  const expiresAt = new Date(Math.ceil((now.getTime() + LINK_LASTS_MS) / HOUR_MS) * HOUR_MS);
  const claim = `${file.companyId}.${file.mediaId}.${Math.floor(expiresAt.getTime() / 1000).toString(36)}`;
  return { token: `${claim}.${seal(secret, claim).toString('base64url')}`, expiresAt };
}

/** The whole address of a file, for platforms that fetch what is sent; `null` without a public address. */
export type FileLinks = (file: LinkedFile) => string | null;

export const fileLinks =
  (base: string | null, secret: Uint8Array): FileLinks =>
  (file) =>
    base === null ? null : `${base}/media/${mediaToken(secret, file, new Date()).token}`;

/** @throws Refusal `media.linkExpired`, `record.notFound` for what we never signed */
export function readMediaToken(secret: Uint8Array, token: string, now: Date): LinkedFile & { expiresAt: Date } {
  const [, companyId, mediaId, expiry, signature] = TOKEN.exec(token) ?? [];
  if (!companyId || !mediaId || !expiry || !signature) throw unknownLink();
  const expected = seal(secret, `${companyId}.${mediaId}.${expiry}`);
  if (!timingSafeEqual(expected, Buffer.from(signature, 'base64url'))) throw unknownLink();
  const expiresAt = new Date(Number.parseInt(expiry, 36) * 1000);
  if (expiresAt <= now) throw new Refusal({ code: 'media.linkExpired' });
  return { companyId, mediaId, expiresAt };
}

function unknownLink(): Refusal {
  return new Refusal({ code: 'record.notFound', record: 'media', id: '' });
}

function seal(secret: Uint8Array, claim: string): Buffer {
  return createHmac('sha256', secret).update(`media link ${claim}`).digest();
}
