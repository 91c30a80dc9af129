import { may, type Permission, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { type Conversation, lockVisible } from './store.ts';

/**
 * The conversation that a user wants to change, locked.
 * @throws Refusal `auth.notPermitted`; `record.notFound` also where it exists but is not theirs to see.
 */
export async function conversationFor(
  trx: Trx,
  actor: Actor,
  conversationId: string,
  permission: Permission = 'conversation.reply',
): Promise<Conversation> {
  if (!may(actor.role, permission)) throw new Refusal({ code: 'auth.notPermitted', permission });
  const conversation = await lockVisible(trx, actor, conversationId);
  if (!conversation) throw new Refusal({ code: 'record.notFound', record: 'conversation', id: conversationId });
  return conversation;
}
