import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { assignTicket, currentTicket, demandSupervision, releaseTicket, tellOfTickets } from '../tickets/index.ts';
import { activeUserName, userName } from './people.ts';
import { type Conversation, updateConversation } from './store.ts';
import { takeFromProgram } from './takeFromProgram.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';

/**
 * Takes a conversation that is nobody's. Taking what one has already is a success.
 * @throws Refusal `conversation.taken`, `conversation.closed`
 */
export async function claimConversation(
  trx: Trx,
  actor: Actor,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const { assigneeId } = conversation;
  if (assigneeId === actor.userId) return;
  if (conversation.status === 'closed') throw new Refusal({ code: 'conversation.closed', conversationId });
  if (assigneeId !== null) {
    const byName = await userName(trx, actor.companyId, assigneeId);
    throw new Refusal({ code: 'conversation.taken', conversationId, byUserId: assigneeId, byName });
  }
  await assign(trx, actor, conversation, actor.userId);
}

/**
 * Gives a conversation to somebody, or to nobody with `userId` null. Everybody may give back their own; the rest is for admins
 * and the queue's supervisors.
 * @throws Refusal `auth.notPermitted`, `record.notFound`
 */
export async function assignConversation(
  trx: Trx,
  actor: Actor,
  { conversationId, userId }: { conversationId: string; userId: string | null },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  if (conversation.assigneeId === userId) return;
  const givesBack = userId === null && conversation.assigneeId === actor.userId;
  const takes = userId === actor.userId && conversation.assigneeId === null;
  if (!givesBack && !takes) await demandSupervision(trx, actor, [conversation.queueId]);
  if (userId !== null && (await activeUserName(trx, actor.companyId, userId)) === null) {
    throw new Refusal({ code: 'record.notFound', record: 'user', id: userId });
  }
  await assign(trx, actor, conversation, userId);
}

async function assign(trx: Trx, actor: Actor, conversation: Conversation, toUserId: string | null): Promise<void> {
  await updateConversation(trx, actor.companyId, conversation.id, { assigneeId: toUserId });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'assigned', toUserId, byUserId: actor.userId });
  const at = new Date();
  if (toUserId !== null) await takeFromProgram(trx, actor.companyId, conversation, at);
  if (toUserId === null) await releaseTicket(trx, actor.companyId, conversation, at);
  else {
    await assignTicket(trx, actor.companyId, conversation, { userId: toUserId, at });
    if (toUserId !== actor.userId) await tellGiven(trx, actor, conversation.id, toUserId);
  }
}

async function tellGiven(trx: Trx, actor: Actor, conversationId: string, userId: string): Promise<void> {
  const ticket = await currentTicket(trx, actor.companyId, conversationId);
  if (!ticket) return;
  const { id: ticketId, protocol } = ticket;
  const notice = { kind: 'ticketGiven' as const, conversationId, ticketId, protocol, byUserId: actor.userId };
  await tellOfTickets(trx, actor.companyId, [{ userId, notice }]);
}
