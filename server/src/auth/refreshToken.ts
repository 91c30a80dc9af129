/**
 * A refresh token is `<company id>.<secret>`: the company stands in it because row-level security wants one before it
 * lets anybody look. Only a hash is stored.
 *
 * Its successor is derived, not drawn: two tabs that exchange the same token, or one that asks again because the answer
 * was lost, get the same successor, so a session never splits into two lines and nobody is signed out for a bad
 * network. Decision: docs/decisions/0030-sessions-and-refresh-tokens.md.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';

const shape = z
  .string()
  .max(200)
  .regex(/^[0-9a-f-]{36}\.[\w-]{43}$/)
  .transform((token) => ({ token, companyId: token.slice(0, 36) }))
  .refine(({ companyId }) => z.uuid().safeParse(companyId).success);

export function firstRefreshToken(companyId: string): string {
  return `${companyId}.${randomBytes(32).toString('base64url')}`;
}

export function successorOf(key: Uint8Array, token: string, companyId: string): string {
  return `${companyId}.${createHmac('sha256', key).update(`refresh token after ${token}`).digest('base64url')}`;
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** @returns the company a token speaks of, or `null` when it is no token of ours. */
export function companyOf(token: string): string | null {
  const parsed = shape.safeParse(token);
  return parsed.success ? parsed.data.companyId : null;
}
