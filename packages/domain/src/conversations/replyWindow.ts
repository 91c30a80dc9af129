import type { ChannelKind } from '../channels/kinds.ts';

const HOUR_MS = 60 * 60 * 1000;

/**
 * How long after the contact's last message a person may answer freely; a kind that is not here has no such end. Sources:
 * Meta, WhatsApp Business Platform, "customer service window" (2026-05-21); Messenger Platform, "Message tags": the human
 * agent tag, which people's answers carry after 24 hours, ends after 7 days, on Instagram too.
 */
export const REPLY_WINDOW_MS: Partial<Record<ChannelKind, number>> = {
  whatsapp: 24 * HOUR_MS,
  instagram: 7 * 24 * HOUR_MS,
  facebook: 7 * 24 * HOUR_MS,
};

export type ReplyWindow = { kind: 'open'; closesAt: number } | { kind: 'templateOnly'; closedAt: number | null };

/**
 * Whether free text may be sent to a contact at `now` (both epoch ms, by the server's clock).
 *
 * @param windowMs of the channel's kind (REPLY_WINDOW_MS).
 * @param lastInboundAt the contact's latest message, `null` when they never wrote; echoes and history do not count.
 * @returns at exactly the end the window is shut. A message from a clock ahead of ours counts as age 0.
 */
export function replyWindow(lastInboundAt: number | null, now: number, windowMs: number): ReplyWindow {
  if (lastInboundAt === null) return { kind: 'templateOnly', closedAt: null };
  const closesAt = Math.min(lastInboundAt, now) + windowMs;
  return now < closesAt ? { kind: 'open', closesAt } : { kind: 'templateOnly', closedAt: closesAt };
}
