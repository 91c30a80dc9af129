/**
 * A link to one row (BOOK-20): its id, and that we made it. Nothing of it is stored; what it opens ends with what it is
 * about. Short, since it goes by SMS: 16 bytes of id, and HMAC-SHA256 cut to half (RFC 2104, 5).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** One that was made for one thing opens no other. */
export type LinkPurpose = 'booking link' | 'waiting link';
export type Linked = { companyId: string; id: string };

const MAC_BYTES = 16;

export function linkToken(secret: Uint8Array, purpose: LinkPurpose, linked: Linked): string {
  const id = Buffer.from(linked.id.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, seal(secret, purpose, linked)]).toString('base64url');
}

/** The row that a token speaks of, whoever made it; `null` for what is no token. */
export function idIn(token: string): string | null {
  const bytes = /^[\w-]{43}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 16 + MAC_BYTES) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function isOurs(secret: Uint8Array, purpose: LinkPurpose, token: string, linked: Linked): boolean {
  const told = Buffer.from(token, 'base64url').subarray(16);
  return told.length === MAC_BYTES && timingSafeEqual(told, seal(secret, purpose, linked));
}

const seal = (secret: Uint8Array, purpose: LinkPurpose, { companyId, id }: Linked): Buffer =>
  createHmac('sha256', secret).update(`${purpose} ${companyId}.${id}`).digest().subarray(0, MAC_BYTES);
