import { may, Refusal } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import type { Actor } from './actor.ts';
import { endKey, keysOfUser } from './keyStore.ts';
import { revokeSessions, userOfSession } from './store.ts';

/** Somebody may not sign in any more: signed out everywhere, and their API keys end. */
export async function endSessionsOf(trx: Trx, companyId: string, userId: string, now: Date): Promise<void> {
  await revokeSessions(trx, companyId, { userId }, 'deactivated', now);
  for (const id of await keysOfUser(trx, companyId, userId)) await endKey(trx, companyId, id, now);
}

/**
 * Ends one session. One's own always; another's with `user.manage`.
 * @throws Refusal `record.notFound` also for a session that the actor may not end: its existence is nobody else's business.
 */
export async function revokeSession(
  trx: Trx,
  actor: Actor,
  { sessionId }: { sessionId: string },
  now: Date,
): Promise<void> {
  const owner = await userOfSession(trx, actor.companyId, sessionId);
  const own = owner === actor.userId;
  if (!owner || !(own || may(actor.role, 'user.manage'))) {
    throw new Refusal({ code: 'record.notFound', record: 'session', id: sessionId });
  }
  await revokeSessions(trx, actor.companyId, { sessionId }, own ? 'revokedByUser' : 'revokedByAdmin', now);
}
