import { sql } from 'kysely';
import { addToTimeline, lockConversation, setAssignee } from '../conversations/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { currentTicket, releaseTicket } from '../tickets/index.ts';

/**
 * What attendants left unanswered when they went goes back to its queue, at its old place: whoever waited longest is at
 * the head (QUE-08).
 */
export async function returnLeft(database: Database, at: Date): Promise<void> {
  const { rows } = await sql<{ companyId: string; conversationId: string }>`select * from tickets_left()`.execute(
    database.kysely,
  );
  for (const { companyId, conversationId } of rows) {
    await inCompany(database, companyId, (trx) => giveBack(trx, companyId, conversationId, at));
  }
}

async function giveBack(trx: Trx, companyId: string, conversationId: string, at: Date): Promise<void> {
  const conversation = await lockConversation(trx, companyId, conversationId);
  const ticket = await currentTicket(trx, companyId, conversationId);
  // Taken over, closed or answered since we looked.
  if (conversation.status !== 'open' || ticket?.status !== 'in_service' || ticket.assigneeId === null) return;
  if (ticket.assigneeId !== conversation.assigneeId || !(await isGone(trx, companyId, ticket.assigneeId))) return;
  await setAssignee(trx, companyId, conversationId, null);
  await addToTimeline(trx, companyId, conversation, { type: 'assigned', toUserId: null, byUserId: null }, at);
  await releaseTicket(trx, companyId, conversation, at);
}

async function isGone(trx: Trx, companyId: string, userId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('attendant')
    .select('userId')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .where('offlineSince', 'is not', null)
    .executeTakeFirst();
  return found !== undefined;
}
