import { moveConversation, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { ticketAfterReopening } from '../tickets/index.ts';
import { hasOtherCurrent, lockContactOf, updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/**
 * @throws Refusal `conversation.impossibleMove` when it is not closed, or the contact has another conversation open on
 *   the channel: there is one at a time (INB-14).
 */
export async function reopenConversation(
  trx: Trx,
  actor: Actor,
  { conversationId }: { conversationId: string },
): Promise<void> {
  await lockContactOf(trx, actor.companyId, conversationId);
  const conversation = await conversationFor(trx, actor, conversationId);
  const status = moveConversation(conversation.status, 'reopen');
  if (await hasOtherCurrent(trx, actor.companyId, conversation)) {
    throw new Refusal({ code: 'conversation.impossibleMove', from: conversation.status, move: 'reopen' });
  }
  await updateConversation(trx, actor.companyId, conversationId, { status, closedAt: null, closeReason: '' });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'reopened', byUserId: actor.userId });
  await ticketAfterReopening(trx, actor.companyId, conversation, new Date());
}
