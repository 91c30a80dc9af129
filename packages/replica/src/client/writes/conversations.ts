import type { Collections } from '../database.ts';
import { patch } from './patch.ts';

type InConversation = { conversationId: string };

/** @param tagIds all tags that the conversation shall have; those that others add meanwhile stay. */
export async function setTags(
  { conversations }: Collections,
  { conversationId, tagIds }: InConversation & { tagIds: readonly string[] },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { tags: [...new Set(tagIds)] });
}

/** @param priority 0 (ordinary) to 3. */
export async function setPriority(
  { conversations }: Collections,
  { conversationId, priority }: InConversation & { priority: number },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { priority });
}

/** @param asks whether the contact is asked how it was; without it the queue decides. */
export async function closeConversation(
  { conversations }: Collections,
  { conversationId, reason = '', asks = '' }: InConversation & { reason?: string; asks?: '' | 'yes' | 'no' },
): Promise<void> {
  const wish = { status: 'closed' as const, closeReason: reason, closeAsks: asks, snoozedUntil: null };
  await patch(conversations.findOne(conversationId), wish);
}

export async function reopenConversation(
  { conversations }: Collections,
  { conversationId }: InConversation,
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'open', closeReason: '', snoozedUntil: null });
}

/** @param until epoch ms; `null` until the contact writes. */
export async function snoozeConversation(
  { conversations }: Collections,
  { conversationId, until }: InConversation & { until: number | null },
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'snoozed', snoozedUntil: until });
}

/** Ends a snooze before its time. */
export async function wakeConversation(
  { conversations }: Collections,
  { conversationId }: InConversation,
): Promise<void> {
  await patch(conversations.findOne(conversationId), { status: 'open', snoozedUntil: null });
}
