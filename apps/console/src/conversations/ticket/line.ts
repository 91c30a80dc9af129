import type { ConversationRow } from '@balcao/replica';

type Waiting = Pick<ConversationRow, 'id' | 'queueId' | 'ticket'>;

/**
 * Where a conversation stands in its queue's line, 1 is next; `null`: it waits in none. Urgent ones first, then who has
 * waited longest, as the server gives them out.
 *
 * @param others conversations that may wait beside it, itself or not.
 */
export function placeInLine(conversation: Waiting, others: readonly Waiting[]): number | null {
  const own = conversation.ticket;
  if (own?.status !== 'waiting') return null;
  const ahead = others.filter(({ id, queueId, ticket }) => {
    if (id === conversation.id || queueId !== conversation.queueId || ticket?.status !== 'waiting') return false;
    if (ticket.priority !== own.priority) return ticket.priority > own.priority;
    if (ticket.linedUpAt !== own.linedUpAt) return ticket.linedUpAt < own.linedUpAt;
    return ticket.id < own.id;
  });
  return ahead.length + 1;
}
