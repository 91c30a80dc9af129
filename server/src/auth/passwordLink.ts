/**
 * Links by which people set a password: once, and for a while. The token is `<company id>.<secret>`, like a refresh
 * token; only a hash is stored. It stands after the `#` of the link, which browsers send to nobody.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import { hashPassword } from './passwords.ts';
import { revokeSessions } from './store.ts';

export type LinkKind = 'reset' | 'invite';
const HOUR_MS = 3_600_000;
/** OWASP, "Forgot Password": short for a reset. An invitation may lie over a week-end. */
const HOLDS_MS: Record<LinkKind, number> = { reset: HOUR_MS, invite: 7 * 24 * HOUR_MS };

/** NIST SP 800-63B: length is what counts. */
export const PASSWORD_LENGTH = { least: 12, most: 1_000 } as const;

const shape = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[\w-]{43}$/)
  .transform((token) => ({ token, companyId: token.slice(0, 36) }))
  .refine(({ companyId }) => z.uuid().safeParse(companyId).success);
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @returns the company that a link's token speaks of, or `null` when it is none of ours. */
export function companyOfLink(token: string): string | null {
  const parsed = shape.safeParse(token);
  return parsed.success ? parsed.data.companyId : null;
}

/** @returns the token for the link. Those of the same kind that were made before end here. */
export async function makeLink(
  trx: Trx,
  { companyId, userId, kind }: { companyId: string; userId: string; kind: LinkKind },
  now: Date,
): Promise<string> {
  const token = `${companyId}.${randomBytes(32).toString('base64url')}`;
  await trx
    .deleteFrom('passwordLink')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('kind', '=', kind)
    .execute();
  const expiresAt = new Date(now.getTime() + HOLDS_MS[kind]);
  await trx
    .insertInto('passwordLink')
    .values({ companyId, userId, kind, hash: hashOf(token), expiresAt })
    .execute();
  return token;
}

/**
 * Sets the password of whoever a link was made for, and ends their sessions and other links: whoever knew the old
 * password, or has an older mail, is out.
 * @returns whose it was. @throws Refusal `auth.linkOver` for a link that is used, over, unknown, or of somebody inactive.
 */
export async function setPasswordByLink(
  trx: Trx,
  { companyId, token, password }: { companyId: string; token: string; password: string },
  now: Date,
): Promise<{ userId: string; email: string }> {
  const link = await trx
    .selectFrom('passwordLink as l')
    .innerJoin('userAccount as u', (on) => on.onRef('u.companyId', '=', 'l.companyId').onRef('u.id', '=', 'l.userId'))
    .select(['l.userId', 'l.expiresAt', 'l.usedAt', 'u.active', 'u.email'])
    .where('l.companyId', '=', companyId)
    .where('l.hash', '=', hashOf(token))
    .forUpdate('l')
    .executeTakeFirst();
  if (!link?.active || link.usedAt !== null || link.expiresAt <= now) throw new Refusal({ code: 'auth.linkOver' });
  const { userId, email } = link;
  const passwordHash = await hashPassword(password);
  await trx
    .updateTable('userAccount')
    .set({ passwordHash })
    .where('companyId', '=', companyId)
    .where('id', '=', userId)
    .execute();
  await trx
    .updateTable('passwordLink')
    .set({ usedAt: now })
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .execute();
  await revokeSessions(trx, companyId, { userId }, 'passwordSet', now);
  return { userId, email };
}
