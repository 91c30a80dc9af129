import type { InboundItem } from '../../adapter.ts';
import { fieldOf, listOf, NOBODY, PERSON_LIMIT, textOf } from '../../loose.ts';

/**
 * Cuts a delivery of Messenger or Instagram into items: one bubble, one status, one event each (INB-07). A message with
 * three pictures is three bubbles. What it does not know becomes an item of kind `other`, so nothing is dropped (INB-09).
 */
export function splitDelivery(body: unknown): InboundItem[] {
  const items = listOf(fieldOf(body, 'entry')).flatMap(itemsOfEntry);
  return items.length > 0
    ? items
    : [{ account: null, person: NOBODY, payload: { kind: 'other', what: '', value: body } }];
}

function itemsOfEntry(entry: unknown): InboundItem[] {
  const account = textOf(fieldOf(entry, 'id')) ?? null;
  const events = listOf(fieldOf(entry, 'messaging'));
  if (events.length > 0) return events.flatMap((event) => itemsOfEvent(account, event));
  // `standby`: another app holds the conversation; `changes`: comments and feeds, which are no conversation of ours.
  const what = ['standby', 'changes'].find((name) => fieldOf(entry, name) !== undefined) ?? '';
  return [{ account, person: NOBODY, payload: { kind: 'other', what, value: entry } }];
}

function itemsOfEvent(account: string | null, event: unknown): InboundItem[] {
  const person = personOf(event);
  const item = (payload: Record<string, unknown>): InboundItem => ({ account, person, payload });
  const message = fieldOf(event, 'message');
  if (message !== undefined)
    return partsOf(message).map((part) => item({ ...part, event: withoutParts(event, message) }));
  if (fieldOf(event, 'postback') !== undefined) return [item({ kind: 'postback', event })];
  if (fieldOf(event, 'reaction') !== undefined) return [item({ kind: 'reaction', event })];
  if (fieldOf(event, 'message_edit') !== undefined) return [item({ kind: 'edit', event })];
  if (fieldOf(event, 'read') !== undefined) return [item({ kind: 'read', event })];
  const mids = listOf(fieldOf(fieldOf(event, 'delivery'), 'mids'));
  if (mids.length > 0) return mids.map((mid) => item({ kind: 'delivered', mid, event }));
  const names = typeof event === 'object' && event !== null ? Object.keys(event) : [];
  const what = names.filter((name) => !['sender', 'recipient', 'timestamp'].includes(name)).join(', ');
  return [item({ kind: 'other', what: what.slice(0, 100), value: event })];
}

/** The text first, then each attachment; a message without either is still a message. */
function partsOf(message: unknown): Record<string, unknown>[] {
  const attachments = listOf(fieldOf(message, 'attachments'));
  const text = textOf(fieldOf(message, 'text')) !== undefined || attachments.length === 0 ? [{ kind: 'text' }] : [];
  return [
    ...text,
    ...attachments.map((attachment, index) => ({ kind: 'attachment', part: index + text.length, attachment })),
  ];
}

function withoutParts(event: unknown, message: unknown): unknown {
  if (typeof event !== 'object' || event === null || typeof message !== 'object' || message === null) return event;
  const { attachments: _inItemsOfTheirOwn, ...rest } = Object.fromEntries(Object.entries(message));
  return { ...event, message: rest };
}

/** Whoever is not us: the recipient of what our side wrote. */
function personOf(event: unknown): string {
  const isEcho = fieldOf(fieldOf(event, 'message'), 'is_echo') === true;
  const id = textOf(fieldOf(fieldOf(event, isEcho ? 'recipient' : 'sender'), 'id'));
  return id?.slice(0, PERSON_LIMIT) || NOBODY;
}
