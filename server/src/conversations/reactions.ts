import type { StoredReaction } from './messageStore.ts';

/**
 * One reaction a sender: the latest by the platform's time, ties by the platform's id. So the outcome is the same in
 * whatever order, and however often, reactions arrive. One that was taken back stays, empty, to keep its time.
 */
export function withReaction(reactions: readonly StoredReaction[], reaction: StoredReaction): StoredReaction[] {
  const standing = reactions.find((each) => each.from === reaction.from);
  const later = standing && isLater(standing, reaction) ? standing : reaction;
  const others = reactions.filter((each) => each.from !== reaction.from);
  return [...others, later].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function isLater(a: StoredReaction, b: StoredReaction): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** What stands, as consoles see it. */
export const standingReactions = (reactions: readonly StoredReaction[]): { emoji: string; from: string }[] =>
  reactions.filter(({ emoji }) => emoji !== '').map(({ emoji, from }) => ({ emoji, from }));
