/**
 * The link to one appointment (BOOK-20): its id, and that we made it. Nothing of it is stored; what it opens ends with
 * the appointment itself. Short, since it goes by SMS: 16 bytes of id, and HMAC-SHA256 cut to half (RFC 2104, 5).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

const MAC_BYTES = 16;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type Linked = { companyId: string; appointmentId: string };

export function manageToken(secret: Uint8Array, linked: Linked): string {
  const id = Buffer.from(linked.appointmentId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, seal(secret, linked)]).toString('base64url');
}

/** The appointment that a token speaks of, whoever made it; `null` for what is no token. */
export function appointmentIn(token: string): string | null {
  const bytes = /^[\w-]{43}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
  if (bytes.length !== 16 + MAC_BYTES) return null;
  const hex = bytes.subarray(0, 16).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return ID.test(id) ? id : null;
}

export function isOurs(secret: Uint8Array, token: string, linked: Linked): boolean {
  const told = Buffer.from(token, 'base64url').subarray(16);
  return told.length === MAC_BYTES && timingSafeEqual(told, seal(secret, linked));
}

const seal = (secret: Uint8Array, { companyId, appointmentId }: Linked): Buffer =>
  createHmac('sha256', secret).update(`booking link ${companyId}.${appointmentId}`).digest().subarray(0, MAC_BYTES);
