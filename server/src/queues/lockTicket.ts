import { isOver } from '@balcao/domain';
import { lockConversation } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { TICKET_COLUMNS, type Ticket, ticketOf } from '../tickets/index.ts';

export type LockedTicket = {
  ticket: Ticket & { positionTold: number | null };
  conversation: Awaited<ReturnType<typeof lockConversation>>;
};

/** A ticket, over or not, under its conversation's lock; `null`: there is none. */
export async function lockAnyTicket(trx: Trx, companyId: string, ticketId: string): Promise<LockedTicket | null> {
  const ticket = () =>
    trx
      .selectFrom('ticket')
      .select([...TICKET_COLUMNS, 'positionTold'])
      .where('companyId', '=', companyId)
      .where('id', '=', ticketId)
      .executeTakeFirst();
  const found = await ticket();
  if (!found) return null;
  const conversation = await lockConversation(trx, companyId, found.conversationId);
  // Once more, as whoever held the lock has left it.
  const { positionTold, ...row } = (await ticket()) ?? found;
  return { ticket: { ...ticketOf(row), positionTold }, conversation };
}

/** One that is not over; `null`: it ended meanwhile. */
export async function lockTicket(trx: Trx, companyId: string, ticketId: string): Promise<LockedTicket | null> {
  const locked = await lockAnyTicket(trx, companyId, ticketId);
  return locked && !isOver(locked.ticket.status) ? locked : null;
}
