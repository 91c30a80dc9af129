import { may, Refusal, type Scope } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import type { Actor } from './actor.ts';
import { endKey, insertKey } from './keyStore.ts';
import { drawKey, keyHash } from './keyToken.ts';

/** So much of a key is shown again: enough to tell keys apart, too little to guess by. */
const ENDING_LENGTH = 4;

/**
 * Makes a key that stands for whoever makes it.
 * @returns the key itself, which is kept nowhere: it cannot be shown again.
 * @throws Refusal `input.invalid` for an expiry that is past.
 */
export async function createKey(
  trx: Trx,
  { companyId, userId }: Actor,
  wish: { name: string; scopes: Scope[]; expiresAt: Date | null },
  now: Date,
): Promise<{ id: string; key: string }> {
  if (wish.expiresAt !== null && wish.expiresAt <= now) {
    throw new Refusal({ code: 'input.invalid', issues: [{ path: 'expiresAt', message: 'is in the past' }] });
  }
  const key = drawKey(companyId);
  const scopes = [...new Set(wish.scopes)];
  const ending = key.slice(-ENDING_LENGTH);
  const id = await insertKey(trx, { companyId, userId, ...wish, scopes, hash: keyHash(key), ending });
  return { id, key };
}

/** @throws Refusal `record.notFound` */
export async function revokeKey(trx: Trx, actor: Actor, { id }: { id: string }, now: Date): Promise<void> {
  if (!may(actor.role, 'apiKey.manage') || !(await endKey(trx, actor.companyId, id, now))) {
    throw new Refusal({ code: 'record.notFound', record: 'apiKey', id });
  }
}
