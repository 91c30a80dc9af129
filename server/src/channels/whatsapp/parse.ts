import { isBusinessScopedId, type MessageStatus } from '@balcao/domain';
import type { Identity, Person } from '../../contacts/index.ts';
import type { Origin, ReceivedEvent, ReceivedIdentityChange, ReceivedStatus } from '../../conversations/index.ts';
import { contentOf, explain } from './content.ts';
import {
  type WireContact,
  type WireItem,
  type WireMessage,
  wireContents,
  wireItem,
  wireStatus,
  wireSystem,
} from './wire.ts';

/**
 * One item (split.ts) in our words.
 * @throws ZodError when it is not what Meta documents.
 */
export function parseItem(payload: unknown): ReceivedEvent {
  const item = wireItem.parse(payload);
  switch (item.kind) {
    case 'message':
      return item.message.type === 'system'
        ? systemEvent(item.message, item.contact)
        : messageEvent(item.message, senderOf(item.message, item.contact), { kind: 'contact' });
    case 'echo':
      return messageEvent(item.message, recipientOf(item.message, item.contact), { kind: 'phone' });
    case 'history': {
      const person = personOf([item.thread.context?.user_id, item.thread.id], '');
      return messageEvent(item.message, person, historyOrigin(item.message, person));
    }
    case 'historyFile':
      return {
        type: 'change',
        targetProviderId: item.message.id,
        providerId: item.message.id,
        at: item.message.timestamp,
        by: 'phone',
        change: { kind: 'file', content: contentOf(item.message) },
      };
    case 'status':
      return statusEvent(item.status);
    case 'address': {
      const { action, contact } = item.entry;
      const name = action === 'add' ? contact.full_name || contact.first_name : null;
      return { type: 'address', identity: identityOf(contact.phone_number), name };
    }
    case 'userIdUpdate': {
      const { user_id, timestamp: at } = item.update;
      return {
        type: 'identityChange',
        former: [identityOf(user_id.previous)],
        present: [identityOf(user_id.current)],
        at,
      };
    }
    case 'preference':
      return preferenceEvent(item.preference, item.contact);
    case 'other':
      if (TEMPLATE_FIELDS.has(item.field)) return { type: 'templatesChanged' };
      return { type: 'unknown', what: item.field || 'delivery' };
  }
}

/** What tells that a template was approved, rejected, paused, edited or sorted otherwise. */
const TEMPLATE_FIELDS: ReadonlySet<string> = new Set([
  'message_template_status_update',
  'message_template_components_update',
  'message_template_quality_update',
  'template_category_update',
]);

type Preference = Extract<WireItem, { kind: 'preference' }>['preference'];

/** Source: Meta, webhooks reference, `user_preferences` (2026-05-21): `stop` and `resume` of marketing messages. */
function preferenceEvent(preference: Preference, contact: WireContact): ReceivedEvent {
  const { category, value, timestamp: at } = preference;
  if (category !== 'marketing_messages' || (value !== 'stop' && value !== 'resume')) {
    return { type: 'unknown', what: `preference ${category} ${value}` };
  }
  const ids = [preference.user_id ?? contact?.user_id, preference.wa_id ?? contact?.wa_id];
  const person = personOf(ids, contact?.profile?.name ?? '');
  if (person.identities.length === 0) throw new Error('preference: names nobody (no number and no user id)');
  return { type: 'preference', person, marketing: value === 'stop' ? 'out' : 'in', at };
}

function messageEvent(message: WireMessage, person: Person, origin: Origin): ReceivedEvent {
  // Groups are no conversation with one contact: kept for a version that knows them.
  if (message.group_id) return { type: 'unknown', what: 'group message' };
  const change = changeOf(message, origin);
  if (change) return change;
  if (person.identities.length === 0) throw new Error('message: names nobody (no number and no user id)');
  return {
    type: 'message',
    person,
    providerId: message.id,
    at: message.timestamp,
    origin,
    content: contentOf(message),
    quotedProviderId: message.context?.id ?? null,
  };
}

/** Reactions, edits and revocations name another message and have no place of their own in the thread. */
function changeOf(message: WireMessage, origin: Origin): ReceivedEvent | null {
  const outbound = origin.kind === 'phone' || (origin.kind === 'history' && origin.direction === 'out');
  const about = {
    type: 'change',
    providerId: message.id,
    at: message.timestamp,
    by: outbound ? 'phone' : 'contact',
  } as const;
  switch (message.type) {
    case 'reaction': {
      const reaction = wireContents.reaction.parse(message.reaction);
      return { ...about, targetProviderId: reaction.message_id, change: { kind: 'reaction', emoji: reaction.emoji } };
    }
    case 'edit': {
      const edit = wireContents.edit.parse(message.edit);
      return {
        ...about,
        targetProviderId: edit.original_message_id,
        change: { kind: 'edit', content: contentOf(edit.message) },
      };
    }
    case 'revoke': {
      const revoke = wireContents.revoke.parse(message.revoke);
      return { ...about, targetProviderId: revoke.original_message_id, change: { kind: 'revoke' } };
    }
    default:
      return null;
  }
}

/** A changed number or id; every other system message is shown as what it is: unsupported. */
function systemEvent(message: WireMessage, contact: WireContact): ReceivedEvent {
  const system = wireSystem.parse(message.system);
  if (system.type !== 'user_changed_number' && system.type !== 'user_changed_user_id') {
    return messageEvent({ ...message, type: `system.${system.type}` }, senderOf(message, contact), { kind: 'contact' });
  }
  // The sender's own id may already be the new one: only what is told as former counts, and the number it came from.
  const former = [system.previous_user_id, system.type === 'user_changed_number' ? message.from : undefined];
  const present = [system.user_id, system.wa_id ?? system.new_wa_id];
  const event: ReceivedIdentityChange = {
    type: 'identityChange',
    former: identitiesOf(former),
    present: identitiesOf(present),
    at: message.timestamp,
  };
  if (event.former.length === 0 || event.present.length === 0)
    throw new Error(`${system.type}: former or new id missing`);
  return event;
}

/** `played` (a voice message was heard) is more than delivered and no less than read. */
const STATUS_HERE = { sent: 'sent', delivered: 'delivered', read: 'read', played: 'read', failed: 'failed' } as const;

function statusEvent(raw: unknown): ReceivedStatus {
  const status = wireStatus.parse(raw);
  const error = status.errors?.[0];
  return {
    type: 'status',
    providerId: status.id,
    ourId: status.biz_opaque_callback_data ?? null,
    status: STATUS_HERE[status.status],
    at: status.timestamp,
    failure:
      status.status === 'failed' ? { code: error?.code ?? 'unknown', detail: error ? explain(error) : '' } : null,
    ...(status.pricing ? { pricing: { category: status.pricing.category, billable: status.pricing.billable } } : {}),
  };
}

const HISTORY_STATUS: Record<string, MessageStatus> = {
  PENDING: 'sent',
  SENT: 'sent',
  DELIVERED: 'delivered',
  READ: 'read',
  PLAYED: 'read',
  ERROR: 'failed',
};

/** In a history thread the contact's own messages are those that come from the thread's person. */
function historyOrigin(
  message: WireMessage & { history_context?: { status: string } | null | undefined },
  person: Person,
): Origin {
  const fromContact = identitiesOf([message.from_user_id, message.from]).some((sender) =>
    person.identities.some((known) => known.kind === sender.kind && known.value === sender.value),
  );
  if (fromContact) return { kind: 'history', direction: 'in' };
  return {
    kind: 'history',
    direction: 'out',
    status: HISTORY_STATUS[message.history_context?.status.toUpperCase() ?? ''] ?? 'sent',
  };
}

const senderOf = (message: WireMessage, contact: WireContact): Person =>
  personOf([message.from_user_id ?? contact?.user_id, message.from ?? contact?.wa_id], contact?.profile?.name ?? '');

const recipientOf = (message: WireMessage, contact: WireContact): Person =>
  personOf([message.to_user_id ?? contact?.user_id, message.to ?? contact?.wa_id], contact?.profile?.name ?? '');

const personOf = (ids: readonly (string | undefined)[], name: string): Person => ({
  identities: identitiesOf(ids),
  name: name.slice(0, 200),
});

const identitiesOf = (ids: readonly (string | undefined)[]): Identity[] =>
  ids.filter((value): value is string => value !== undefined && value !== '').map(identityOf);

/** Which of the two an id is follows from its form alone; business-scoped ids never go through number rules. */
function identityOf(value: string): Identity {
  return isBusinessScopedId(value)
    ? { kind: 'whatsappUser', value }
    : { kind: 'whatsapp', value: value.startsWith('+') ? value.slice(1) : value };
}
