import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { knownTags, updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/** Gives a conversation exactly these tags; ids that no longer name a tag are left out. */
export async function setTags(
  trx: Trx,
  actor: Actor,
  { conversationId, tags: wanted }: { conversationId: string; tags: readonly string[] },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const tags = await knownTags(trx, actor.companyId, wanted);
  const added = tags.filter((tag) => !conversation.tags.includes(tag));
  const removed = conversation.tags.filter((tag) => !tags.includes(tag));
  if (added.length === 0 && removed.length === 0) return;
  await updateConversation(trx, actor.companyId, conversationId, { tags });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'tagged', byUserId: actor.userId, added, removed });
}
