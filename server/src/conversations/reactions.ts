import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { lockMessage, type Message, type NewMessage, type StoredReaction, updateMessage } from './messageStore.ts';

/**
 * One reaction a side: platforms know the contact and the company, whoever of its people it was. The latest by the
 * platform's time stands, ties by the platform's id. So the outcome is the same in whatever order, and however often,
 * reactions arrive. One that was taken back stays, empty, to keep its time.
 */
export function withReaction(reactions: readonly StoredReaction[], reaction: StoredReaction): StoredReaction[] {
  const standing = reactions.find((each) => isOfSide(each, reaction));
  const later = standing && isLater(standing, reaction) ? standing : reaction;
  const others = reactions.filter((each) => !isOfSide(each, reaction));
  return [...others, later].sort((a, b) => (a.from < b.from ? -1 : 1));
}

const isOfSide = (a: StoredReaction, b: StoredReaction): boolean => (a.from === 'contact') === (b.from === 'contact');

function isLater(a: StoredReaction, b: StoredReaction): boolean {
  return a.at === b.at ? a.id > b.id : a.at > b.at;
}

/** What stands, as consoles see it. */
export const standingReactions = (reactions: readonly StoredReaction[]): { emoji: string; from: string }[] =>
  reactions.filter(({ emoji }) => emoji !== '').map(({ emoji, from }) => ({ emoji, from }));

type OurReaction = { emoji: string; toMessageId: string | null };

/** Puts a reaction of ours, or its end, onto its message at once; the platform hears of it by the reaction's own delivery. */
export async function react(
  trx: Trx,
  actor: Actor,
  { id, createdAt }: Pick<NewMessage, 'id' | 'createdAt'>,
  { emoji, toMessageId }: OurReaction,
): Promise<void> {
  if (toMessageId === null) return;
  const target = await lockMessage(trx, actor.companyId, toMessageId);
  const reaction = { emoji, from: actor.userId, at: createdAt.getTime(), id };
  const former = target.reactions.find((each) => isOfSide(each, reaction))?.emoji ?? '';
  await keepReactions(trx, actor.companyId, toMessageId, withReaction(target.reactions, { ...reaction, former }));
}

/** The platform did not take it: what stood before stands again, unless something came after. Conversation is locked. */
export async function takeBackReaction(trx: Trx, companyId: string, { id, content }: Message): Promise<void> {
  if (content.kind !== 'reaction' || content.toMessageId === null) return;
  const target = await lockMessage(trx, companyId, content.toMessageId);
  const reactions = target.reactions.map((each) => (each.id === id ? { ...each, emoji: each.former ?? '' } : each));
  await keepReactions(trx, companyId, target.id, reactions);
}

/** It was sent again by hand. */
export async function putBackReaction(trx: Trx, companyId: string, { id, content }: Message): Promise<void> {
  if (content.kind !== 'reaction' || content.toMessageId === null) return;
  const { emoji } = content;
  const target = await lockMessage(trx, companyId, content.toMessageId);
  const reactions = target.reactions.map((each) => (each.id === id ? { ...each, emoji } : each));
  await keepReactions(trx, companyId, target.id, reactions);
}

const keepReactions = (trx: Trx, companyId: string, messageId: string, reactions: readonly StoredReaction[]) =>
  updateMessage(trx, companyId, messageId, { reactions: JSON.stringify(reactions) });
