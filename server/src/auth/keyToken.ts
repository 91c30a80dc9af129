/**
 * An API key is `bk_<company id>.<secret>`: a prefix by which scanners of leaked secrets know it, and the company, because
 * row-level security wants one before it lets anybody look. Only a hash is stored.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';

const PREFIX = 'bk_';
const SHAPE = /^bk_([0-9a-f-]{36})\.[\w-]{43}$/;

export function drawKey(companyId: string): string {
  return `${PREFIX}${companyId}.${randomBytes(32).toString('base64url')}`;
}

/** @returns the company that a key speaks of, or `null` when it is none of ours. */
export function companyOfKey(token: string): string | null {
  const companyId = SHAPE.exec(token)?.[1];
  return z.uuid().safeParse(companyId).success ? (companyId ?? null) : null;
}

export const looksLikeKey = (token: string): boolean => token.startsWith(PREFIX);

export function keyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
