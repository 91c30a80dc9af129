import { type ChannelKind, firstDeadline, mailHeadSchema } from '@balcao/domain';
import { type ConversationRow, LARGEST, type MarkRow, type MessageRow, recencyOf } from '@balcao/replica';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import type { LastMessage, StoredReaction } from './messageStore.ts';
import { standingReactions } from './reactions.ts';

/** Rows as consoles have them (packages/replica, definitions), and the selects that they are made of. */
export function selectConversations(trx: Trx, companyId: string) {
  return trx
    .selectFrom('conversation')
    .innerJoin('contact', (join) =>
      join.onRef('contact.companyId', '=', 'conversation.companyId').onRef('contact.id', '=', 'conversation.contactId'),
    )
    .selectAll('conversation')
    .select(['contact.name as contactName', 'contact.phone as contactPhone'])
    .select(latestTicket)
    .where('conversation.companyId', '=', companyId);
}
/** In the words of the replica: what stands inside jsonb is not renamed on the way. */
const latestTicket = sql<ConversationRow['ticket']>`(
  select jsonb_build_object('id', t.id, 'protocol', t.protocol, 'status', t.status, 'priority', t.priority,
    'linedUpAt', floor(extract(epoch from t.lined_up_at) * 1000), 'enteredAt', floor(extract(epoch from t.entered_at) * 1000),
    'firstResponse', t.first_response, 'nextResponse', t.next_response, 'resolution', t.resolution,
    'rating', t.rating, 'ratingComment', t.rating_comment)
  from ticket t where t.company_id = conversation.company_id and t.conversation_id = conversation.id
  order by t.entered_at desc, t.id desc limit 1)`.as('ticket');
type ConversationRecord = Awaited<ReturnType<ReturnType<typeof selectConversations>['execute']>>[number];

export function conversationRow(record: ConversationRecord): ConversationRow {
  const lastActivityAt = record.lastActivityAt.getTime();
  return {
    id: record.id,
    contactId: record.contactId,
    contactName: record.contactName,
    contactPhone: record.contactPhone,
    channelId: record.channelId,
    channelKind: record.channelKind as ChannelKind,
    status: record.status as ConversationRow['status'],
    closeReason: record.closeReason,
    closeAsks: '',
    snoozedUntil: millis(record.snoozedUntil),
    assigneeId: record.assigneeId ?? '',
    queueId: record.queueId ?? '',
    subject: record.subject,
    tags: record.tags,
    priority: record.priority,
    botActive: record.botActive,
    waitingHuman: record.waitingHuman,
    messageCount: record.messageCount,
    inboundCount: record.inboundCount,
    lastMessage: record.lastMessage as LastMessage | null,
    lastInboundAt: millis(record.lastInboundAt),
    lastActivityAt,
    recency: recencyOf(lastActivityAt),
    openedAt: record.openedAt.getTime(),
    closedAt: millis(record.closedAt),
    previousId: record.previousId ?? '',
    ticket: record.ticket,
    dueAt: dueAtOf(record.ticket),
  };
}

/** Of one company; scope is the caller's. */
export function selectMessages(trx: Trx, companyId: string) {
  return trx.selectFrom('message').selectAll('message').where('message.companyId', '=', companyId);
}
type MessageRecord = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number];

export function messageRow(record: MessageRecord): MessageRow {
  const createdAt = record.createdAt.getTime();
  return {
    id: record.id,
    conversationId: record.conversationId,
    direction: record.direction as MessageRow['direction'],
    kind: record.kind as MessageRow['kind'],
    text: record.text,
    content: record.content as unknown as MessageRow['content'],
    source: record.source as MessageRow['source'],
    authorId: record.authorId ?? '',
    replyToId: record.replyToId ?? '',
    status: (record.status ?? '') as MessageRow['status'],
    failure: record.failure as MessageRow['failure'],
    reactions: standingReactions(record.reactions as unknown as StoredReaction[]),
    createdAt,
    recency: recencyOf(createdAt),
    sentAt: millis(record.sentAt),
    deliveredAt: millis(record.deliveredAt),
    readAt: millis(record.readAt),
    editedAt: millis(record.editedAt),
    deletedAt: millis(record.deletedAt),
  };
}

export function markRow(record: {
  id: string;
  userId: string;
  conversationId: string;
  readCount: number;
  markedUnread: boolean;
  pinned: boolean;
  draft: string;
  draftIsNote: boolean;
  draftMail: unknown;
}): MarkRow {
  const { id, userId, conversationId, readCount, markedUnread, pinned, draft, draftIsNote } = record;
  const draftMail = mailHeadSchema.nullable().parse(record.draftMail);
  const mark = { id, userId, conversationId, readCount, markedUnread, pinned, draft, draftIsNote, draftMail };
  return { ...mark, kind: 'conversation', name: '', view: null, position: 0, removed: false };
}

const dueAtOf = (ticket: ConversationRow['ticket']): number =>
  (ticket && firstDeadline([ticket.firstResponse, ticket.nextResponse, ticket.resolution])) ?? LARGEST;

const millis = (at: Date | null): number | null => at?.getTime() ?? null;

/**
 * A place in a list that is sorted newest first, as an opaque text. Microseconds, as PostgreSQL keeps them: a place cut
 * to milliseconds would show rows of the same millisecond twice or never.
 */
export type Place = { micros: string; id: string };
export const placeOf = (column: 'conversation.last_activity_at' | 'message.created_at') =>
  sql<string>`(extract(epoch from ${sql.raw(column)}) * 1000000)::bigint::text`;
export const writePlace = ({ micros, id }: Place): string => `${micros}.${id}`;

export function readPlace(text: string): Place | null {
  const [, micros, id] = /^(\d{1,17})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  return micros && id ? { micros, id } : null;
}

/** The moment of a place, for a comparison that an index can serve. */
export const momentOf = (micros: string) =>
  sql<Date>`timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`;
