import { moveConversation } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { finishTicket } from '../tickets/index.ts';
import { updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/**
 * @param asksRating whether the contact is asked how it was (INB-16); without it the queue decides.
 * @throws Refusal `conversation.impossibleMove` when it is closed already
 */
export async function closeConversation(
  trx: Trx,
  actor: Actor,
  { conversationId, reason = '', asksRating }: { conversationId: string; reason?: string; asksRating?: boolean },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const status = moveConversation(conversation.status, 'close');
  const at = new Date();
  await updateConversation(trx, actor.companyId, conversationId, {
    status,
    closedAt: at,
    closeReason: reason,
    snoozedUntil: null,
    waitingHuman: false,
    botActive: false,
  });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'closed', byUserId: actor.userId, reason }, at);
  await finishTicket(trx, actor.companyId, conversation, {
    reason,
    at,
    ...(asksRating === undefined ? {} : { asksRating }),
  });
}
