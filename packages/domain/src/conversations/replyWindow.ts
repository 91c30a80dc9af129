const WHATSAPP_WINDOW_MS = 24 * 60 * 60 * 1000;

export type ReplyWindow = { kind: 'open'; closesAt: number } | { kind: 'templateOnly'; closedAt: number | null };

/**
 * Whether free text may be sent to a WhatsApp contact at `now` (both epoch ms, by the server's clock).
 *
 * @param lastInboundAt the contact's latest message, `null` when they never wrote; echoes and history do not count.
 * @returns at exactly 24 h the window is shut. A message from a clock ahead of ours counts as age 0.
 * Source: Meta, WhatsApp Business Platform, "customer service window" (page of 2026-05-21).
 */
export function replyWindow(lastInboundAt: number | null, now: number): ReplyWindow {
  if (lastInboundAt === null) return { kind: 'templateOnly', closedAt: null };
  const closesAt = Math.min(lastInboundAt, now) + WHATSAPP_WINDOW_MS;
  return now < closesAt ? { kind: 'open', closesAt } : { kind: 'templateOnly', closedAt: closesAt };
}
