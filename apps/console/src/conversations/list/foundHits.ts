import { formatPhone, type Snippet } from '@balcao/domain';
import type { ConversationRow } from '@balcao/replica';
import type { SearchHit, ServerContact, ServerMessage } from '../../search/index.ts';
import { contactLabel } from '../contactLabel.ts';

/** A hit with what it takes to show and open it. */
export type FoundConversation = {
  kind: 'contact' | 'message';
  /** The contact's or the message's id. */
  id: string;
  conversationId: string;
  contactId: string;
  name: string;
  messageId: string | null;
  /** Epoch ms; 0 when unknown. */
  at: number;
  snippet: Snippet;
  /** A contact's number or e-mail. */
  address: string;
};

export function foundHere({ entry, snippet }: SearchHit, conversation: ConversationRow): FoundConversation {
  const common = { id: entry.id, conversationId: conversation.id, contactId: conversation.contactId, at: entry.at };
  const name = contactLabel(conversation);
  if (entry.kind === 'message') {
    return { ...common, kind: 'message', name, messageId: entry.id, snippet, address: '' };
  }
  const address = formatPhone(entry.phone) || entry.email;
  return { ...common, kind: 'contact', name, messageId: null, snippet, address };
}

export function foundByServer(
  messages: readonly ServerMessage[],
  contacts: readonly ServerContact[],
): FoundConversation[] {
  return [
    ...contacts.flatMap(({ id, conversationId, name, phone, email, at, snippet }): FoundConversation[] =>
      conversationId
        ? [
            {
              kind: 'contact',
              id,
              conversationId,
              contactId: id,
              name,
              messageId: null,
              at,
              snippet,
              address: formatPhone(phone) || email,
            },
          ]
        : [],
    ),
    ...messages.map(
      ({ id, conversationId, contactId, contactName, contactPhone, at, snippet }): FoundConversation => ({
        kind: 'message',
        id,
        conversationId,
        contactId,
        name: contactLabel({ contactName, contactPhone }),
        messageId: id,
        at,
        snippet,
        address: '',
      }),
    ),
  ];
}

/** Each once, contacts before messages, newest first; this device's own where both have one. */
export function mergeFound(
  here: readonly FoundConversation[],
  byServer: readonly FoundConversation[],
): FoundConversation[] {
  const known = new Set(here.map(({ id }) => id));
  const all = [...here, ...byServer.filter(({ id }) => !known.has(id))];
  const rank = ({ kind }: FoundConversation) => (kind === 'contact' ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}
