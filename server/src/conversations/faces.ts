import {
  CHANNEL_KINDS,
  CONVERSATION_STATUSES,
  DIRECTIONS,
  MESSAGE_KINDS,
  MESSAGE_SOURCES,
  MESSAGE_STATUSES,
  messageContentSchema,
} from '@balcao/domain';
import type { ConversationRow, MessageRow } from '@balcao/replica';
import { z } from 'zod';

/** Conversations and messages as callers of procedures see them: times in ISO 8601, nobody is null. */
const time = z.iso.datetime();
const timeOrNull = time.nullable();

export const conversationFace = z.object({
  id: z.uuid(),
  contactId: z.uuid(),
  contactName: z.string(),
  contactPhone: z.string(),
  channelId: z.uuid(),
  channelKind: z.enum(CHANNEL_KINDS),
  status: z.enum(CONVERSATION_STATUSES),
  closeReason: z.string(),
  snoozedUntil: timeOrNull,
  assigneeId: z.uuid().nullable(),
  queueId: z.uuid().nullable(),
  subject: z.string(),
  tags: z.array(z.uuid()),
  priority: z.number().int(),
  botActive: z.boolean(),
  waitingHuman: z.boolean(),
  messageCount: z.number().int(),
  inboundCount: z.number().int(),
  lastMessage: z
    .object({
      id: z.uuid(),
      direction: z.enum(DIRECTIONS),
      kind: z.enum(MESSAGE_KINDS),
      text: z.string(),
      status: z.enum(MESSAGE_STATUSES).nullable(),
      authorId: z.uuid().nullable(),
      at: time,
    })
    .nullable(),
  lastInboundAt: timeOrNull,
  lastActivityAt: time,
  openedAt: time,
  closedAt: timeOrNull,
  previousId: z.uuid().nullable(),
});

export function faceOfConversation(row: ConversationRow): z.input<typeof conversationFace> {
  const { recency: _sortsInReplicas, lastMessage, ...rest } = row;
  return {
    ...rest,
    snoozedUntil: isoOrNull(row.snoozedUntil),
    assigneeId: row.assigneeId || null,
    queueId: row.queueId || null,
    lastMessage: lastMessage && {
      ...lastMessage,
      status: lastMessage.status || null,
      authorId: lastMessage.authorId || null,
      at: iso(lastMessage.at),
    },
    lastInboundAt: isoOrNull(row.lastInboundAt),
    lastActivityAt: iso(row.lastActivityAt),
    openedAt: iso(row.openedAt),
    closedAt: isoOrNull(row.closedAt),
    previousId: row.previousId || null,
  };
}

export const messageFace = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  direction: z.enum(DIRECTIONS),
  kind: z.enum(MESSAGE_KINDS),
  text: z.string(),
  content: messageContentSchema,
  source: z.enum(MESSAGE_SOURCES),
  authorId: z.uuid().nullable(),
  replyToId: z.uuid().nullable(),
  status: z.enum(MESSAGE_STATUSES).nullable(),
  failure: z.object({ code: z.string(), detail: z.string() }).nullable(),
  reactions: z.array(z.object({ emoji: z.string(), from: z.string() })),
  createdAt: time,
  sentAt: timeOrNull,
  deliveredAt: timeOrNull,
  readAt: timeOrNull,
  editedAt: timeOrNull,
  deletedAt: timeOrNull,
});

export function faceOfMessage(row: MessageRow): z.input<typeof messageFace> {
  const { recency: _sortsInReplicas, ...rest } = row;
  return {
    ...rest,
    authorId: row.authorId || null,
    replyToId: row.replyToId || null,
    status: row.status || null,
    createdAt: iso(row.createdAt),
    sentAt: isoOrNull(row.sentAt),
    deliveredAt: isoOrNull(row.deliveredAt),
    readAt: isoOrNull(row.readAt),
    editedAt: isoOrNull(row.editedAt),
    deletedAt: isoOrNull(row.deletedAt),
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms));
