import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/**
 * Says how urgent a conversation is (INB-14), for the order of lists. A ticket's place in line is its queue's matter.
 * @throws Refusal `record.notFound`
 */
export async function setPriority(
  trx: Trx,
  actor: Actor,
  { conversationId, priority }: { conversationId: string; priority: number },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  if (conversation.priority === priority) return;
  await updateConversation(trx, actor.companyId, conversationId, { priority });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'prioritised', byUserId: actor.userId, priority });
}
