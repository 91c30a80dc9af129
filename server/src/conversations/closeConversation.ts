import { moveConversation } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/** @throws Refusal `conversation.impossibleMove` when it is closed already */
export async function closeConversation(
  trx: Trx,
  actor: Actor,
  { conversationId, reason = '' }: { conversationId: string; reason?: string },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const status = moveConversation(conversation.status, 'close');
  await updateConversation(trx, actor.companyId, conversationId, {
    status,
    closedAt: new Date(),
    closeReason: reason,
    snoozedUntil: null,
    waitingHuman: false,
    botActive: false,
  });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'closed', byUserId: actor.userId, reason });
}
