import type { ConversationRow, MarkRow } from '@balcao/replica';

/**
 * What the reader has not seen of a conversation, from two counters that travel with their rows.
 * A conversation without a mark was never read; one marked unread by hand counts at least 1.
 */
export function unreadCount(
  conversation: Pick<ConversationRow, 'inboundCount'>,
  mark: Pick<MarkRow, 'readCount' | 'markedUnread'> | undefined,
): number {
  const unseen = Math.max(0, conversation.inboundCount - (mark?.readCount ?? 0));
  return mark?.markedUnread ? Math.max(1, unseen) : unseen;
}
