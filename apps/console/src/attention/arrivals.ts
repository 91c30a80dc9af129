import type { Concern } from './unread.ts';

/** Older than this it is catching up, not arriving: after an hour away there must be no hundred tones (field notes, 21). */
const FRESH_MS = 90_000;

/**
 * Conversations in which the contact wrote between two looks.
 *
 * @param before `null`: the first look. Whatever is there was there.
 * @param now epoch ms.
 */
export function arrivals(before: readonly Concern[] | null, after: readonly Concern[], now: number): Concern[] {
  if (before === null) return [];
  const counts = new Map(before.map(({ conversation }) => [conversation.id, conversation.inboundCount]));
  return after.filter(({ conversation, unread }) => {
    const { lastMessage, inboundCount } = conversation;
    const isNews = inboundCount > (counts.get(conversation.id) ?? 0);
    return isNews && unread > 0 && lastMessage?.direction === 'in' && now - lastMessage.at < FRESH_MS;
  });
}
