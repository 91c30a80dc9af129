import type { InboundItem } from '../adapter.ts';
import { fieldOf, listOf, NOBODY, PERSON_LIMIT, textOf } from '../loose.ts';

/**
 * Cuts one delivery of Meta's webhook into items: one message, one status, one event each (INB-07).
 *
 * It looks only as deep as it must to find the account and the person; whether an item is what it says it is comes out
 * in parse.ts, one item at a time. What it does not know becomes an item of kind `other`, so nothing is dropped (INB-09).
 * An item keeps Meta's words: the account's metadata, the person's entry of `contacts`, and the message itself.
 */
export function splitDelivery(body: unknown): InboundItem[] {
  const items = listOf(fieldOf(body, 'entry')).flatMap((entry) => {
    const changes = listOf(fieldOf(entry, 'changes'));
    return changes.length > 0 ? changes.flatMap(itemsOfChange) : [other('', entry)];
  });
  return items.length > 0 ? items : [other('', body)];
}

/** Lists of `value` by the change's field, and what one entry of each becomes. */
function itemsOfChange(change: unknown): InboundItem[] {
  const field = textOf(fieldOf(change, 'field')) ?? '';
  const value = fieldOf(change, 'value');
  const contacts = listOf(fieldOf(value, 'contacts'));
  const items: InboundItem[] = [];

  for (const message of listOf(fieldOf(value, 'messages'))) {
    const contact = contactOf(contacts, fieldOf(message, 'from_user_id'), fieldOf(message, 'from'));
    const kind = field === 'history' ? 'historyFile' : 'message';
    items.push(item(value, senderOf(message, contact), { kind, field, contact, message }));
  }
  for (const status of listOf(fieldOf(value, 'statuses'))) {
    const person = textOf(fieldOf(status, 'recipient_user_id')) ?? textOf(fieldOf(status, 'recipient_id'));
    items.push(item(value, person, { kind: 'status', field, status }));
  }
  for (const message of listOf(fieldOf(value, 'message_echoes'))) {
    const contact = contactOf(contacts, fieldOf(message, 'to_user_id'), fieldOf(message, 'to'));
    const person =
      textOf(fieldOf(message, 'to_user_id')) ?? textOf(fieldOf(contact, 'user_id')) ?? textOf(fieldOf(message, 'to'));
    items.push(item(value, person, { kind: 'echo', field, contact, message }));
  }
  for (const chunk of listOf(fieldOf(value, 'history'))) items.push(...itemsOfHistory(field, value, chunk));
  for (const entry of listOf(fieldOf(value, 'state_sync'))) {
    const person = textOf(fieldOf(fieldOf(entry, 'contact'), 'phone_number'));
    items.push(item(value, person, { kind: 'address', field, entry }));
  }
  for (const preference of listOf(fieldOf(value, 'user_preferences'))) {
    const contact = contactOf(contacts, fieldOf(preference, 'user_id'), fieldOf(preference, 'wa_id'));
    items.push(item(value, senderOf(preference, contact), { kind: 'preference', field, contact, preference }));
  }
  for (const update of listOf(fieldOf(value, 'user_id_update'))) {
    const person = textOf(fieldOf(fieldOf(update, 'user_id'), 'previous')) ?? textOf(fieldOf(update, 'wa_id'));
    items.push(item(value, person, { kind: 'userIdUpdate', field, update }));
  }
  return items.length > 0 ? items : [other(field, value)];
}

/** A chunk without threads tells that the owner declined to share, or that something went wrong. */
function itemsOfHistory(field: string, value: unknown, chunk: unknown): InboundItem[] {
  const items = listOf(fieldOf(chunk, 'threads')).flatMap((thread) => {
    const context = fieldOf(thread, 'context');
    const person = textOf(fieldOf(context, 'user_id')) ?? textOf(fieldOf(thread, 'id'));
    const about = { id: fieldOf(thread, 'id'), context };
    return listOf(fieldOf(thread, 'messages')).map((message) =>
      item(value, person, { kind: 'history', field, thread: about, message }),
    );
  });
  return items.length > 0 ? items : [item(value, undefined, { kind: 'other', field, value: chunk })];
}

function senderOf(message: unknown, contact: unknown): string | undefined {
  const system = fieldOf(message, 'system');
  return (
    textOf(fieldOf(system, 'previous_user_id')) ??
    textOf(fieldOf(message, 'from_user_id')) ??
    textOf(fieldOf(contact, 'user_id')) ??
    textOf(fieldOf(message, 'from'))
  );
}

/** The entry of `contacts` that describes the person; with a single entry there is no doubt. */
function contactOf(contacts: readonly unknown[], userId: unknown, waId: unknown): unknown {
  const named = contacts.find(
    (contact) =>
      (userId !== undefined && fieldOf(contact, 'user_id') === userId) ||
      (waId !== undefined && fieldOf(contact, 'wa_id') === waId),
  );
  return named ?? (contacts.length === 1 ? contacts[0] : undefined);
}

function item(value: unknown, person: string | undefined, payload: Record<string, unknown>): InboundItem {
  const metadata = fieldOf(value, 'metadata');
  return {
    account: textOf(fieldOf(metadata, 'phone_number_id')) ?? null,
    person: person?.slice(0, PERSON_LIMIT) || NOBODY,
    payload: { ...payload, metadata },
  };
}

const other = (field: string, value: unknown): InboundItem => item(value, undefined, { kind: 'other', field, value });
