/**
 * What a subscription's address ends with: the company, because row-level security wants one before it lets anybody look,
 * and 256 random bits, in base64url. Only its hash finds it.
 */
import { createHash, randomBytes } from 'node:crypto';
import { parse, stringify } from 'uuid';

const COMPANY_BYTES = 16;
const SECRET_BYTES = 32;
const LENGTH = ((COMPANY_BYTES + SECRET_BYTES) * 4) / 3;

export const drawFeedToken = (companyId: string): string =>
  Buffer.concat([parse(companyId), randomBytes(SECRET_BYTES)]).toString('base64url');

export const feedHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @returns `null`: no token of ours. */
export function companyOfToken(token: string): string | null {
  if (token.length !== LENGTH || !/^[\w-]+$/.test(token)) return null;
  try {
    return stringify(Buffer.from(token, 'base64url').subarray(0, COMPANY_BYTES));
  } catch {
    return null;
  }
}
