import type { Trx } from '../db/index.ts';
import { hashOf, successorOf } from './refreshToken.ts';
import { sessionEnd } from './signIn.ts';
import {
  forgetUsedTokens,
  insertRefreshToken,
  lockRefreshToken,
  revokeSessions,
  type SignedInUser,
  setSuccessor,
  signedInUser,
  touchSession,
} from './store.ts';

/** How long a used token can still betray a thief; afterwards it is merely refused. */
const USED_TOKENS_KEPT_DAYS = 7;

export type Exchange =
  | { kind: 'exchanged'; sessionId: string; refreshToken: string; user: SignedInUser }
  | { kind: 'refused' }
  | { kind: 'stolen'; sessionId: string; userId: string };

/**
 * Exchanges a refresh token for its successor.
 *
 * A token that was exchanged before is exchanged again, to the same successor, while that one is unused: an answer was
 * lost, or two tabs asked. Once the successor was used its holder has moved on, so whoever shows the old one has a copy:
 * the whole session ends. An outcome, not a refusal: throwing here would take the revocation back with the transaction.
 */
export async function exchangeRefreshToken(
  trx: Trx,
  key: Uint8Array,
  { token, companyId }: { token: string; companyId: string },
  now: Date,
): Promise<Exchange> {
  const hash = hashOf(token);
  const known = await lockRefreshToken(trx, companyId, hash);
  if (!known || known.revokedAt || known.expiresAt <= now) return { kind: 'refused' };
  const { sessionId, userId } = known;
  if (known.successorWasUsed) {
    await revokeSessions(trx, companyId, { sessionId }, 'tokenReused', now);
    return { kind: 'stolen', sessionId, userId };
  }
  const user = await signedInUser(trx, companyId, userId);
  if (!user) return { kind: 'refused' };

  const refreshToken = successorOf(key, token, companyId);
  const successor = hashOf(refreshToken);
  await insertRefreshToken(trx, { companyId, sessionId, hash: successor, issuedAt: now });
  await setSuccessor(trx, companyId, hash, successor);
  await touchSession(trx, companyId, sessionId, now, sessionEnd(now));
  await forgetUsedTokens(trx, companyId, sessionId, new Date(now.getTime() - USED_TOKENS_KEPT_DAYS * 86_400_000));
  return { kind: 'exchanged', sessionId, refreshToken, user };
}
