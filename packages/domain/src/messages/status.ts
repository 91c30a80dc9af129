/**
 * Outbound status (INB-19). Platforms send statuses twice, late and out of order, so a status only ever moves up its rank.
 * `unknown` is ours: a crash between the provider's answer and its recording; nobody may resend it blindly (INB-20).
 */
export const MESSAGE_STATUSES = ['pending', 'unknown', 'sent', 'delivered', 'read', 'failed'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** `failed` stands between sent and delivered: only proof of delivery overrules it (Meta: delivered may follow failed). */
const RANK: Record<MessageStatus, number> = { pending: 0, unknown: 1, sent: 2, failed: 3, delivered: 4, read: 5 };

/** The status that stands after `incoming` is heard while `current` is known. Commutative, associative, idempotent. */
export function laterStatus(current: MessageStatus, incoming: MessageStatus): MessageStatus {
  return RANK[incoming] > RANK[current] ? incoming : current;
}

/** What went wrong with a delivery, by the platform's code where it has one. Words: message key `failure.<code>`. */
export type Failure = { code: string; detail: string };
