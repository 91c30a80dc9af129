import type { Struck } from '../faults.ts';
import type { Account } from './accounts.ts';
import type { Person } from './people.ts';
import type { Platform } from './platform.ts';
import type { Outcome } from './webhooks/attempt.ts';
import { change, delivery } from './webhooks/envelope.ts';
import { deliveryBytes } from './webhooks/sign.ts';

type Telling = {
  /** The webhook field: `messages`, `smb_message_echoes` … */
  field: string;
  content: Record<string, unknown>;
  /** In words for the log; without it, the field. */
  about?: string;
  /** Faults that struck already, beside those on `webhook`. */
  struck?: Struck;
  onAccepted?: () => void;
};

/** Tells the product something about a person (or about nobody in particular), in one delivery with one change. */
export function tellProduct(
  platform: Platform,
  account: Account,
  person: Person | null,
  { field, content, about = field, struck = {}, onAccepted }: Telling,
): Promise<Outcome> {
  return platform.courier.carry({
    account,
    bytes: deliveryBytes(delivery(account, [change(account, field, content)])),
    lane: `${account.phoneNumberId}:${person?.key ?? field}`,
    struck: { ...platform.faults.strike('whatsapp', 'webhook'), ...struck },
    about,
    ...(onAccepted ? { onAccepted } : {}),
  });
}
