import type { MessageRow } from '@balcao/replica';

/** The company has one reaction on a message, whoever of its people put it there; empty where it has none. */
export const ourReaction = ({ reactions }: Pick<MessageRow, 'reactions'>): string =>
  reactions.find(({ from }) => from !== 'contact')?.emoji ?? '';

/**
 * Rows as they will be once the reactions that were just given have arrived: what is pressed shows at once, offline too.
 * @param newestFirst messages of one conversation.
 */
export function withWaitingReactions(newestFirst: readonly MessageRow[]): readonly MessageRow[] {
  const waiting = new Map<string, { emoji: string; from: string }>();
  for (const { content, status, authorId } of newestFirst.toReversed()) {
    if (content.kind !== 'reaction' || content.toMessageId === null || status !== 'pending') continue;
    waiting.set(content.toMessageId, { emoji: content.emoji, from: authorId });
  }
  if (waiting.size === 0) return newestFirst;
  return newestFirst.map((row) => {
    const ours = waiting.get(row.id);
    if (!ours) return row;
    const theirs = row.reactions.filter(({ from }) => from === 'contact');
    return { ...row, reactions: ours.emoji === '' ? theirs : [...theirs, ours] };
  });
}
