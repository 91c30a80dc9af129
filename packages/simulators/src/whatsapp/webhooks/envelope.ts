import type { Account } from '../accounts.ts';
import type { Failure, StatusMark, WireMessage } from '../chats.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Settings } from '../settings.ts';

/** Builds deliveries as Meta documents them (webhook reference, pages of 2026-05-21 to 2026-08-11). All pure. */

export type Delivery = { object: 'whatsapp_business_account'; entry: Entry[] };
export type Entry = { id: string; changes: Change[] };
export type Change = { field: string; value: Record<string, unknown> };
type Ids = Pick<Settings, 'businessScopedIds'>;

export function delivery(account: Account, changes: Change[]): Delivery {
  return { object: 'whatsapp_business_account', entry: [{ id: account.wabaId, changes }] };
}

export function change(account: Account, field: string, content: Record<string, unknown>): Change {
  return {
    field,
    value: {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: account.displayPhoneNumber, phone_number_id: account.phoneNumberId },
      ...content,
    },
  };
}

/** A message of a person, as it stands in `messages[]`. */
export function messageItem(
  account: Account,
  person: Person,
  message: { id: string; at: number; wire: WireMessage },
  ids: Ids,
) {
  return {
    ...(person.sharesNumber && person.waId ? { from: person.waId } : {}),
    ...(carriesUserId(person, ids) ? { from_user_id: userIdOf(person, account.wabaId) } : {}),
    id: message.id,
    timestamp: seconds(message.at),
    ...message.wire,
  };
}

/** The person, as they stand in `contacts[]`. */
export function contactItem(account: Account, person: Person, ids: Ids) {
  return {
    profile: { name: person.name, ...(person.username ? { username: person.username } : {}) },
    ...(person.sharesNumber && person.waId ? { wa_id: person.waId } : {}),
    ...(carriesUserId(person, ids) ? { user_id: userIdOf(person, account.wabaId) } : {}),
  };
}

/** What became of a sent message, as it stands in `statuses[]`. */
export function statusItem(
  account: Account,
  person: Person,
  message: { id: string; callbackData: string | null; category: string },
  mark: Pick<StatusMark, 'status' | 'at'>,
  failure: Failure | null,
  ids: Ids,
) {
  return {
    id: message.id,
    status: mark.status,
    timestamp: seconds(mark.at),
    ...(person.sharesNumber && person.waId ? { recipient_id: person.waId } : {}),
    ...(carriesUserId(person, ids) ? { recipient_user_id: userIdOf(person, account.wabaId) } : {}),
    ...(message.callbackData === null ? {} : { biz_opaque_callback_data: message.callbackData }),
    ...(mark.status === 'failed'
      ? { errors: failure ? [errorItem(failure)] : [] }
      : { pricing: { billable: true, pricing_model: 'PMP', category: message.category, type: 'regular' } }),
  };
}

/** A message that the owner wrote on the phone, as it stands in `message_echoes[]` (coexistence). */
export function echoItem(
  account: Account,
  person: Person,
  message: { id: string; at: number; wire: WireMessage },
  ids: Ids,
) {
  return {
    from: account.displayPhoneNumber,
    ...(person.sharesNumber && person.waId ? { to: person.waId } : {}),
    ...(carriesUserId(person, ids) ? { to_user_id: userIdOf(person, account.wabaId) } : {}),
    id: message.id,
    timestamp: seconds(message.at),
    ...message.wire,
  };
}

export function errorItem(failure: Failure) {
  return {
    code: failure.code,
    title: failure.title,
    message: failure.title,
    error_data: { details: failure.details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}

/** Meta's times are seconds since 1970, as text. */
export const seconds = (at: number) => String(Math.floor(at / 1_000));

/** Whoever has no number to show is always named by the business-scoped id, or nobody could answer them. */
function carriesUserId(person: Person, ids: Ids): boolean {
  return ids.businessScopedIds === 'present' || !person.sharesNumber || person.waId === null;
}
