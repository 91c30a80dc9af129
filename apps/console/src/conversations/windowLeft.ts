import { REPLY_WINDOW_MS, type ReplyWindow, replyWindow } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';

/** The reply window (INB-21) of a conversation at `now`, or `null` on a channel that has none. */
export function windowOf(
  conversation: Pick<ConversationRow, 'channelKind' | 'lastInboundAt'>,
  now: number,
): ReplyWindow | null {
  const windowMs = REPLY_WINDOW_MS[conversation.channelKind];
  return windowMs === undefined ? null : replyWindow(conversation.lastInboundAt, now, windowMs);
}

/** Below it the countdown is a warning. */
export const SOON_MS = 2 * 60 * 60_000;

export type TimeLeft = { hours: number; minutes: number };

/** Whole hours and minutes, rounded up: as long as a second is left, it is not "0 min". */
export function timeLeft(ms: number): TimeLeft {
  const minutes = Math.max(0, Math.ceil(ms / 60_000));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
