import type { ContactRow, ConversationRow, MarkRow, MessageRow } from '@balcao/replica';
import { LARGEST, recencyOf } from '@balcao/replica';

/** Plain rows for tests: each field an ordinary value, but what a test names. */
export function conversationRow(own: Partial<ConversationRow> = {}): ConversationRow {
  const lastActivityAt = own.lastActivityAt ?? 1_000;
  return {
    id: 'conversation-1',
    contactId: 'contact-1',
    contactName: 'Contato de teste 04',
    contactPhone: '+5511900000004',
    channelId: 'channel-1',
    channelKind: 'whatsapp',
    status: 'open',
    closeReason: '',
    closeAsks: '',
    snoozedUntil: null,
    assigneeId: '',
    queueId: '',
    subject: '',
    tags: [],
    priority: 0,
    botActive: false,
    waitingHuman: true,
    messageCount: 1,
    inboundCount: 1,
    lastMessage: null,
    lastInboundAt: lastActivityAt,
    openedAt: 0,
    closedAt: null,
    previousId: '',
    ticket: null,
    dueAt: LARGEST,
    ...own,
    lastActivityAt,
    recency: recencyOf(lastActivityAt),
  };
}

export function messageRow(own: Partial<MessageRow> = {}): MessageRow {
  const createdAt = own.createdAt ?? 1_000;
  const text = own.text ?? 'Oi, boa tarde!';
  return {
    id: 'message-1',
    conversationId: 'conversation-1',
    direction: 'in',
    kind: 'text',
    text,
    content: { kind: 'text', text },
    source: 'contact',
    authorId: '',
    replyToId: '',
    status: '',
    failure: null,
    reactions: [],
    sentAt: null,
    deliveredAt: null,
    readAt: null,
    editedAt: null,
    deletedAt: null,
    ...own,
    createdAt,
    recency: recencyOf(createdAt),
  };
}

export function markRow(own: Partial<MarkRow> = {}): MarkRow {
  return {
    id: 'mark-1',
    userId: 'user-1',
    conversationId: 'conversation-1',
    readCount: 0,
    markedUnread: false,
    pinned: false,
    draft: '',
    draftIsNote: false,
    draftMail: null,
    kind: 'conversation',
    name: '',
    view: null,
    position: 0,
    removed: false,
    ...own,
  };
}

export function contactRow(own: Partial<ContactRow> = {}): ContactRow {
  return {
    id: 'contact-1',
    name: 'Contato de teste 04',
    nameKey: 'contato de teste 04',
    phone: '+5511900000004',
    email: '',
    language: '',
    zone: '',
    status: 'lead',
    tags: [],
    segments: [],
    custom: {},
    externalId: '',
    optIn: null,
    ownerId: '',
    score: 0,
    temperature: 0,
    notes: '',
    identities: [],
    lastContactAt: null,
    createdAt: 0,
    ...own,
  };
}
