import { RATINGS, Refusal } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { saveRating } from '../tickets/index.ts';
import type { TicketFace } from './ticketFace.ts';

/**
 * Keeps a rating that came another way than by the conversation (QUE-11). One a ticket: the first stands.
 * @throws Refusal `ticket.notRatable`
 */
export async function rateTicket(
  trx: Trx,
  companyId: string,
  ticket: Pick<TicketFace, 'id' | 'status' | 'rating'>,
  said: { rating: number; comment: string; at: Date },
): Promise<void> {
  const { id: ticketId } = ticket;
  if (ticket.status !== 'finished') throw new Refusal({ code: 'ticket.notRatable', ticketId, reason: 'notFinished' });
  if (ticket.rating !== null) throw new Refusal({ code: 'ticket.notRatable', ticketId, reason: 'rated' });
  const rating = RATINGS.find((each) => each === said.rating);
  if (rating !== undefined) await saveRating(trx, companyId, ticketId, { ...said, rating });
}
