import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { notifyAnew } from '../sync/index.ts';
import { demandSupervision, transferTicket } from '../tickets/index.ts';
import { activeUserName } from './people.ts';
import { sendMessage } from './sendMessage.ts';
import { queueExists, updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

export type Transfer = {
  conversationId: string;
  to: { kind: 'user'; userId: string } | { kind: 'queue'; queueId: string };
  /** In the timeline, for everybody. */
  reason: string;
  /** What the next one should know, as a note; empty for none. */
  note: string;
  /** Of the note, where the caller chose it: a repeated call leaves one. */
  noteId?: string;
};

/**
 * Hands a conversation over to a person, who is told, or to a queue, where it is nobody's and waits (INB-16). One may
 * hand over one's own and nobody's; others' as an admin or the queue's supervisor. Where it is already is a success.
 *
 * @throws Refusal `conversation.closed`, `auth.notPermitted`, `record.notFound`, `message.tooLong`
 */
export async function transferConversation(trx: Trx, actor: Actor, transfer: Transfer): Promise<void> {
  const { conversationId, to, reason, note, noteId } = transfer;
  const { companyId, userId: byUserId } = actor;
  const conversation = await conversationFor(trx, actor, conversationId);
  if (conversation.status === 'closed') throw new Refusal({ code: 'conversation.closed', conversationId });
  const isOthers = conversation.assigneeId !== null && conversation.assigneeId !== byUserId;
  if (isOthers) await demandSupervision(trx, actor, [conversation.queueId]);
  const isThere =
    to.kind === 'user'
      ? conversation.assigneeId === to.userId
      : conversation.queueId === to.queueId && conversation.assigneeId === null;
  if (isThere) return;
  await requireTarget(trx, companyId, to);

  // First, while the conversation is still the actor's to write in.
  if (note.trim() !== '') {
    await sendMessage(trx, actor, { ...(noteId ? { id: noteId } : {}), conversationId, kind: 'note', text: note });
  }
  await updateConversation(trx, companyId, conversationId, {
    ...(to.kind === 'user' ? { assigneeId: to.userId } : { assigneeId: null, queueId: to.queueId }),
    status: 'open',
    snoozedUntil: null,
    botActive: false,
    waitingHuman: true,
  });
  await addToTimeline(trx, companyId, conversation, {
    type: 'transferred',
    toUserId: to.kind === 'user' ? to.userId : null,
    toQueueId: to.kind === 'queue' ? to.queueId : null,
    toProgram: false,
    byUserId,
    reason,
  });
  if (to.kind === 'user' && to.userId !== byUserId) {
    const notice = { kind: 'transferred' as const, conversationId, byUserId, reason };
    await notifyAnew(trx, { companyId, userId: to.userId }, notice, conversationId);
  }
  await transferTicket(trx, companyId, conversation, { to, at: new Date() });
}

async function requireTarget(trx: Trx, companyId: string, to: Transfer['to']): Promise<void> {
  if (to.kind === 'user' && (await activeUserName(trx, companyId, to.userId)) === null) {
    throw new Refusal({ code: 'record.notFound', record: 'user', id: to.userId });
  }
  if (to.kind === 'queue' && !(await queueExists(trx, companyId, to.queueId))) {
    throw new Refusal({ code: 'record.notFound', record: 'queue', id: to.queueId });
  }
}
