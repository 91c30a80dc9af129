import { COMMENT_WINDOW_MS, isComment, RATING_WINDOW_MS, type Rating, ratingIn, ratingOfAnswer } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { type AskedTicket, lastAsked, queueRules, saveComment, saveRating, usualWords } from '../tickets/index.ts';
import type { ReceivedMessage } from './received.ts';
import { type Conversation, lockConversation } from './store.ts';
import { tellContact } from './tellContact.ts';

/** A contact's word about the service: it belongs to the conversation that it is about, and opens none. */
export type Verdict = {
  conversation: Conversation;
  ticket: AskedTicket;
  said: { kind: 'rating'; rating: Rating; comment: string } | { kind: 'comment'; text: string } | { kind: 'again' };
};

type From = { contactId: string; channelId: string; at: Date };

/**
 * Whether what a contact wrote answers the question about a ticket of theirs that is over (QUE-11). After a week, in a
 * conversation that goes on, or where it is about something else, it is a message like any other.
 */
export async function verdictOf(
  trx: Trx,
  companyId: string,
  { contactId, channelId, at }: From,
  { content, origin }: Pick<ReceivedMessage, 'content' | 'origin'>,
): Promise<Verdict | null> {
  if (origin.kind !== 'contact' || (content.kind !== 'text' && content.kind !== 'interactive')) return null;
  const from = new Date(at.getTime() - RATING_WINDOW_MS);
  const ticket = await lastAsked(trx, companyId, { contactId, channelId, from });
  if (!ticket) return null;
  const touched = content.kind === 'interactive' ? ratingOfAnswer(content.answer.id) : null;
  if (content.kind === 'interactive' && touched?.ticketId !== ticket.id) return null;
  const conversation = await lockConversation(trx, companyId, ticket.conversationId);
  // What is open again is talked about anew; but a touched answer says itself what it is about.
  if (conversation.status !== 'closed' && !touched) return null;
  const said = saidIn(ticket, touched?.rating ?? null, content.kind === 'text' ? content.text : '', at);
  return said && { conversation, ticket, said };
}

function saidIn(ticket: AskedTicket, touched: Rating | null, text: string, at: Date): Verdict['said'] | null {
  if (ticket.rating === null) {
    const rated = touched === null ? ratingIn(text) : { rating: touched, comment: '' };
    return rated && { kind: 'rating', ...rated };
  }
  if (touched !== null) return { kind: 'again' };
  const sinceMs = at.getTime() - (ticket.ratedAt?.getTime() ?? 0);
  return !ticket.hasComment && sinceMs < COMMENT_WINDOW_MS && isComment(text) ? { kind: 'comment', text } : null;
}

/** Keeps it and says thanks, once for the rating and once for the comment. */
export async function takeVerdict(
  trx: Trx,
  companyId: string,
  { conversation, ticket, said }: Verdict,
  at: Date,
): Promise<void> {
  if (said.kind === 'again') return;
  if (said.kind === 'rating') await saveRating(trx, companyId, ticket.id, { ...said, at });
  else await saveComment(trx, companyId, ticket.id, said.text);
  const rules = await queueRules(trx, companyId, ticket.queueId);
  if (!rules) return;
  const words = usualWords(rules.language);
  const isOver = said.kind === 'comment' || said.comment !== '';
  await tellContact(trx, companyId, conversation, {
    kind: 'text',
    text: isOver ? words.thanksForComment : words.thanks,
  });
}
