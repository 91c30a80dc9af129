/**
 * What a contact writes in one go: people send "Bom dia", "tudo bem?" and "queria marcar" as three messages. Whoever
 * answers by itself gets them as one turn, once the contact has paused (INB-23).
 */
export type Turn = {
  /** Epoch ms of its first and of its latest message. */
  startedAt: number;
  latestAt: number;
  messageCount: number;
};

/** Somebody who never pauses is answered all the same. Lower: long thoughts are cut in two. */
export const LONGEST_TURN_MS = 30_000;
/** So many messages are a flood, or a forwarded album: waiting for more of them helps nobody. */
export const MOST_IN_TURN = 50;

/** @returns when the turn is over, epoch ms, if nothing more comes. */
export function turnEndsAt({ startedAt, latestAt, messageCount }: Turn, groupingDelayMs: number): number {
  if (messageCount >= MOST_IN_TURN) return latestAt;
  return Math.min(latestAt + groupingDelayMs, Math.max(latestAt, startedAt + LONGEST_TURN_MS));
}
