import type { Trx } from '../db/index.ts';
import { enterQueue } from './enterQueue.ts';
import { assignTicket } from './moves.ts';
import { apply, contactWrote } from './promises.ts';
import { currentTicket } from './store.ts';

export type Incoming = { id: string; contactId: string; queueId: string | null; assigneeId: string | null };

/**
 * The contact wrote: a conversation without a ticket enters its queue, one with a ticket owes an answer again. Call it
 * with the conversation locked.
 */
export async function ticketAfterInbound(trx: Trx, companyId: string, conversation: Incoming, at: Date): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (ticket) await apply(trx, companyId, ticket, contactWrote, at);
  else await enter(trx, companyId, conversation, at);
}

/** Somebody opened it again: there is work, though the contact wrote nothing. */
export async function ticketAfterReopening(
  trx: Trx,
  companyId: string,
  conversation: Incoming,
  at: Date,
): Promise<void> {
  if (!(await currentTicket(trx, companyId, conversation.id))) await enter(trx, companyId, conversation, at);
}

/** Whoever had the conversation before goes on with it. */
async function enter(trx: Trx, companyId: string, conversation: Incoming, at: Date): Promise<void> {
  const { queueId, assigneeId } = conversation;
  if (queueId === null) return;
  const entered = await enterQueue(trx, companyId, { conversation, queueId, at });
  if (entered && assigneeId !== null) await assignTicket(trx, companyId, conversation, { userId: assigneeId, at });
}
