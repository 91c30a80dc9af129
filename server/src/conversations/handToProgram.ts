import { Refusal } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { demandSupervision, leaveQueue } from '../tickets/index.ts';
import { sendMessage } from './sendMessage.ts';
import { updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/** Whether somebody's program takes what contacts write in a row (`turn.received`, INB-23): the company's bot. */
export async function programTakesTurns(trx: Trx, companyId: string): Promise<boolean> {
  const { rows } = await sql`
    select from webhook_endpoint where company_id = ${companyId} and state = 'active' and 'turn.received' = any (events)
    limit 1`.execute(trx);
  return rows.length > 0;
}

/**
 * Hands a conversation back to the company's program (INB-16): it is nobody's, waits in no queue, and what the contact
 * writes is the program's to answer, until a person answers or the program hands it over. Twice is once.
 * @throws Refusal `conversation.noProgram`, `conversation.closed`, `auth.notPermitted`, `record.notFound`
 */
export async function handToProgram(
  trx: Trx,
  actor: Actor,
  { conversationId, reason, note, noteId }: { conversationId: string; reason: string; note: string; noteId?: string },
): Promise<void> {
  const { companyId, userId } = actor;
  const conversation = await conversationFor(trx, actor, conversationId);
  if (conversation.botActive) return;
  if (conversation.status === 'closed') throw new Refusal({ code: 'conversation.closed', conversationId });
  const isOthers = conversation.assigneeId !== null && conversation.assigneeId !== userId;
  if (isOthers) await demandSupervision(trx, actor, [conversation.queueId]);
  if (!(await programTakesTurns(trx, companyId))) throw new Refusal({ code: 'conversation.noProgram' });

  // First, while the conversation is still the actor's to write in.
  if (note.trim() !== '') {
    await sendMessage(trx, actor, { ...(noteId ? { id: noteId } : {}), conversationId, kind: 'note', text: note });
  }
  await updateConversation(trx, companyId, conversationId, {
    assigneeId: null,
    status: 'open',
    snoozedUntil: null,
    botActive: true,
    waitingHuman: false,
  });
  const nobody = { toUserId: null, toQueueId: null, toProgram: true };
  await addToTimeline(trx, companyId, conversation, { type: 'transferred', ...nobody, byUserId: userId, reason });
  await leaveQueue(trx, companyId, conversation, new Date());
}
