import { moveConversation } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { putTicketAside, takeTicketUp } from '../tickets/index.ts';
import { updateConversation } from './store.ts';
import { addToTimeline } from './timeline.ts';
import { conversationFor } from './visibleConversation.ts';
import { wakeLaneKey } from './wakeLane.ts';

/** Puts a conversation aside until a time (epoch ms), or until the contact writes when `until` is null (INB-16). */
export async function snoozeConversation(
  trx: Trx,
  actor: Actor,
  { conversationId, until }: { conversationId: string; until: number | null },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const status = moveConversation(conversation.status, 'snooze');
  const snoozedUntil = until === null ? null : new Date(until);
  await updateConversation(trx, actor.companyId, conversationId, { status, snoozedUntil });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'snoozed', byUserId: actor.userId, until });
  await putTicketAside(trx, actor.companyId, conversationId, new Date());
  if (snoozedUntil) await addWork(trx, actor.companyId, [wakeLaneKey(conversationId)], snoozedUntil);
}

/** @throws Refusal `conversation.impossibleMove` when it is not snoozed */
export async function wakeConversation(
  trx: Trx,
  actor: Actor,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const conversation = await conversationFor(trx, actor, conversationId);
  const status = moveConversation(conversation.status, 'wake');
  await updateConversation(trx, actor.companyId, conversationId, { status, snoozedUntil: null });
  await addToTimeline(trx, actor.companyId, conversation, { type: 'reopened', byUserId: actor.userId });
  await takeTicketUp(trx, actor.companyId, conversationId, new Date());
}
