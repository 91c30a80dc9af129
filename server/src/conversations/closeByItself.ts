import type { Trx } from '../db/index.ts';
import { type Conversation, updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';

/** Nobody closed it: its contact was given up on, or the company is shut. What becomes of its ticket is the caller's. */
export async function closeByItself(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  { reason, at }: { reason: string; at: Date },
): Promise<void> {
  await updateConversation(trx, companyId, conversation.id, {
    status: 'closed',
    closedAt: at,
    closeReason: reason,
    snoozedUntil: null,
    waitingHuman: false,
    botActive: false,
  });
  await addToTimeline(trx, companyId, conversation, { type: 'closed', byUserId: null, reason }, at);
}
