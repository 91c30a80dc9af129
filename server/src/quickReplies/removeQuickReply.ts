import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { requireManager } from './saveQuickReply.ts';
import { deleteReply, lockReply } from './store.ts';

/** One that is gone already is a success. @throws Refusal `auth.notPermitted` */
export async function removeQuickReply(trx: Trx, actor: Actor, id: string): Promise<void> {
  const reply = await lockReply(trx, actor, id);
  if (!reply) return;
  if (reply.ownerId === null) requireManager(actor);
  await deleteReply(trx, actor.companyId, id);
}
