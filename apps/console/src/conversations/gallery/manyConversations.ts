import { fold, textOf } from '@balcao/domain';
import {
  type ContactRow,
  type ConversationRow,
  LARGEST,
  type MarkRow,
  type MessageRow,
  markId,
  recencyOf,
} from '@balcao/replica';
import { CHANNEL, COLLEAGUE, QUEUES, TAGS } from './directoryRows.ts';
import { contactId, contactName, contactPhone, conversationId, ME, messageId } from './people.ts';

const MINUTE = 60_000;
type Last = NonNullable<ConversationRow['lastMessage']>;

const SAID = [
  'Vocês atendem convênio?',
  'Quinta às 15h30 fica perfeito, obrigado!',
  'Pode me mandar o orçamento de novo, por favor?',
  'Bom dia! Queria remarcar a avaliação de sexta',
  'Chego em dez minutos',
  'Qual o valor da limpeza?',
  'Perfeito, até amanhã então',
];
const KINDS: readonly Last['kind'][] = ['text', 'text', 'audio', 'text', 'image', 'text', 'document', 'location'];
const CHANNELS: readonly ConversationRow['channelKind'][] = [
  'whatsapp',
  'whatsapp',
  'instagram',
  'whatsapp',
  'email',
  'webchat',
];
const STATUSES: readonly Last['status'][] = ['read', 'delivered', 'sent', 'failed', 'read'];

const of = <T>(values: readonly T[], number: number): T => {
  const value = values[number % values.length];
  if (value === undefined) throw new Error('an empty list has no values');
  return value;
};

/** A desk of any size: most conversations mine, some nobody's, some a colleague's, each some minutes older. */
export function manyConversations(count: number, now = Date.now()) {
  const conversations: ConversationRow[] = [];
  const contacts: ContactRow[] = [];
  const messages: MessageRow[] = [];
  const marks: MarkRow[] = [];
  for (let number = 1; number <= count; number += 1) {
    const at = now - (number - 1) * (number < 12 ? 17 : 3) * MINUTE - (number > 5 ? 40 * MINUTE : 0);
    const conversation = conversationOf(number, at, now);
    const contact = contactOf(number, at);
    conversations.push(conversation);
    contacts.push(contact);
    marks.push(markOf(number, conversation));
    const last = conversation.lastMessage;
    if (number > 2 && last) messages.push(...historyOf(number, last));
  }
  return { conversations, contacts, messages, marks };
}

function conversationOf(number: number, at: number, now: number): ConversationRow {
  const isOurs = number % 3 === 0;
  const kind = isOurs ? 'text' : of(KINDS, number);
  const text = kind === 'text' ? of(SAID, number) : kind === 'document' ? 'orcamento-novembro.pdf' : '';
  const lastMessage: Last = {
    id: messageId(number * 10),
    direction: isOurs ? 'out' : 'in',
    kind,
    text,
    status: isOurs ? of(STATUSES, number / 3) : '',
    authorId: isOurs ? ME.id : '',
    at,
  };
  const status = number % 23 === 22 ? 'closed' : number % 19 === 18 ? 'snoozed' : 'open';
  return {
    id: conversationId(number),
    contactId: contactId(number),
    contactName: number === 9 ? '' : contactName(number),
    contactPhone: contactPhone(number),
    channelId: number === 1 ? CHANNEL : '',
    channelKind: number < 3 ? 'whatsapp' : of(CHANNELS, number),
    status,
    closeReason: '',
    closeAsks: '',
    snoozedUntil: status === 'snoozed' ? now + 180 * MINUTE : null,
    assigneeId: number % 7 === 5 ? '' : number % 11 === 10 ? COLLEAGUE : ME.id,
    queueId: number % 2 === 0 ? QUEUES[0] : number % 5 === 0 ? QUEUES[1] : '',
    subject: '',
    tags: number % 4 === 0 ? [of(TAGS, number / 4)] : [],
    priority: number % 29 === 0 ? 2 : 0,
    botActive: number === 5,
    waitingHuman: true,
    messageCount: 14 + (number % 30),
    inboundCount: 8 + (number % 20),
    lastMessage,
    lastInboundAt: number === 4 ? now - 30 * 60 * MINUTE : at - 151 * MINUTE,
    lastActivityAt: at,
    recency: recencyOf(at),
    openedAt: at - 400 * MINUTE,
    closedAt: status === 'closed' ? at : null,
    previousId: '',
    ticket: null,
    dueAt: LARGEST,
  };
}

function contactOf(number: number, at: number): ContactRow {
  const name = number === 9 ? '' : contactName(number);
  return {
    id: contactId(number),
    name,
    nameKey: fold(name),
    phone: contactPhone(number),
    email: number % 2 === 1 ? `teste${String(number).padStart(2, '0')}@demo.local` : '',
    language: 'pt-BR',
    zone: '',
    status: number % 3 === 0 ? 'lead' : 'customer',
    tags: number % 2 === 1 ? [TAGS[0], TAGS[1]] : [],
    segments: [],
    custom: {},
    externalId: '',
    optIn: null,
    ownerId: '',
    score: 0,
    temperature: 0,
    notes: number === 1 ? 'Prefere manhãs. Convênio conferido em novembro.' : '',
    identities: [
      { kind: 'whatsapp', value: contactPhone(number).slice(1) },
      ...(number % 4 === 1 ? [{ kind: 'whatsappUser' as const, value: `BR.${100000 + number}` }] : []),
    ],
    lastContactAt: at,
    createdAt: at - 240 * 24 * 60 * MINUTE,
  };
}

function markOf(number: number, conversation: ConversationRow): MarkRow {
  const unread = number === 1 ? 2 : number % 6 === 1 ? number % 4 : 0;
  return {
    id: markId(ME.id, conversation.id),
    userId: ME.id,
    conversationId: conversation.id,
    readCount: conversation.inboundCount - (conversation.lastMessage?.direction === 'in' ? unread : 0),
    markedUnread: number === 8,
    pinned: number === 12,
    draft: number === 6 ? 'Olá! O endereço é Rua de Teste, 100' : number === 11 ? 'Conferir a carteirinha' : '',
    draftIsNote: number === 11,
    draftMail: null,
    kind: 'conversation',
    name: '',
    view: null,
    position: 0,
    removed: false,
  };
}

/** The few messages that the conversation ends with. */
function historyOf(number: number, last: Last): MessageRow[] {
  const earlier = of(SAID, number + 3);
  return [
    row(messageId(number * 10 + 1), conversationId(number), last.at - 12 * MINUTE, 'in', earlier, ''),
    row(
      messageId(number * 10 + 2),
      conversationId(number),
      last.at - 9 * MINUTE,
      'out',
      'Claro, já vejo para você.',
      'read',
    ),
    row(last.id, conversationId(number), last.at, last.direction, last.text || of(SAID, number), last.status),
  ];
}

export function row(
  id: string,
  conversation: string,
  createdAt: number,
  direction: MessageRow['direction'],
  text: string,
  status: MessageRow['status'],
): MessageRow {
  const content = { kind: 'text' as const, text };
  return {
    id,
    conversationId: conversation,
    direction,
    kind: 'text',
    text: textOf(content),
    content,
    source: direction === 'in' ? 'contact' : 'console',
    authorId: direction === 'in' ? '' : ME.id,
    replyToId: '',
    status,
    failure: status === 'failed' ? { code: '131026', detail: 'Message undeliverable' } : null,
    reactions: [],
    createdAt,
    recency: recencyOf(createdAt),
    sentAt: status === '' ? null : createdAt + 800,
    deliveredAt: status === 'delivered' || status === 'read' ? createdAt + 2_400 : null,
    readAt: status === 'read' ? createdAt + 31_000 : null,
    editedAt: null,
    deletedAt: null,
  };
}
