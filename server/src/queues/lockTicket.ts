import { lockConversation } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import { currentTicket, type Ticket } from '../tickets/index.ts';

type Locked = { ticket: Ticket; conversation: Awaited<ReturnType<typeof lockConversation>> };

/** A ticket that is not over, under its conversation's lock; `null`: it ended meanwhile. */
export async function lockTicket(trx: Trx, companyId: string, ticketId: string): Promise<Locked | null> {
  const found = await trx
    .selectFrom('ticket')
    .select('conversationId')
    .where('companyId', '=', companyId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  if (!found) return null;
  const conversation = await lockConversation(trx, companyId, found.conversationId);
  const ticket = await currentTicket(trx, companyId, found.conversationId);
  return ticket?.id === ticketId ? { ticket, conversation } : null;
}
