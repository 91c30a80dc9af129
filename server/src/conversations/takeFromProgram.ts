import type { Trx } from '../db/index.ts';
import { ticketAfterReopening } from '../tickets/index.ts';
import { type Conversation, updateConversation } from './store.ts';

/** A person goes on with it: the program is silent from now on, and there is a ticket again. */
export async function takeFromProgram(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  at: Date,
): Promise<void> {
  if (!conversation.botActive) return;
  await updateConversation(trx, companyId, conversation.id, { botActive: false });
  await ticketAfterReopening(trx, companyId, { ...conversation, assigneeId: null }, at);
}
