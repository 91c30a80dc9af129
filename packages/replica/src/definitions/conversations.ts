import {
  CHANNEL_KINDS,
  CONVERSATION_STATUSES,
  DIRECTIONS,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  slaClock,
  TICKET_STATUSES,
} from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, flag, id, int, json, list, text, time, timeOrNull } from '../field.ts';

/** The last message, inside, so that the list is one query. `text` is cut to 160. */
const lastMessage = z
  .object({
    id: z.string(),
    direction: z.enum(DIRECTIONS),
    kind: z.enum(MESSAGE_KINDS),
    text: z.string(),
    status: z.union([z.enum(MESSAGE_STATUSES), z.literal('')]),
    authorId: z.string(),
    at: z.number(),
  })
  .nullable();

/** Its latest stay in a queue, over or not (QUE-02). A place in line is counted from priority and `linedUpAt`. */
const ticket = z
  .object({
    id: z.string(),
    protocol: z.string(),
    status: z.enum(TICKET_STATUSES),
    priority: z.int(),
    linedUpAt: z.number(),
    enteredAt: z.number(),
    firstResponse: slaClock.nullable(),
    nextResponse: slaClock.nullable(),
    resolution: slaClock.nullable(),
    rating: z.int().nullable(),
    ratingComment: z.string(),
  })
  .nullable();
export type ConversationTicket = NonNullable<z.infer<typeof ticket>>;

export const conversations = defineReplica({
  name: 'conversations',
  // 1: kinds `buttons` and `list` of a last message. 2: kind `template`. 3: the ticket. 4: what is due first, wishes for
  // priority and for the question at the end.
  version: 4,
  fields: {
    id: id(),
    contactId: id(),
    contactName: text(200, { personal: true }),
    contactPhone: text(40, { personal: true }),
    channelId: id(),
    channelKind: choice(CHANNEL_KINDS),
    status: choice(CONVERSATION_STATUSES, { merge: 'latest' }),
    closeReason: text(200, { merge: 'latest' }),
    /** A wish of whoever closes it, never kept: whether the contact is asked how it was; empty: as the queue has it. */
    closeAsks: choice(['', 'yes', 'no'], { merge: 'latest' }),
    snoozedUntil: timeOrNull({ merge: 'latest' }),
    assigneeId: id({ none: true }),
    queueId: id({ none: true }),
    subject: text(300),
    /** Ids of tags in the catalog. */
    tags: list({ merge: 'set' }),
    priority: { ...int({ merge: 'latest' }), schema: z.int().min(0).max(3) },
    botActive: flag(),
    waitingHuman: flag(),
    messageCount: int(),
    /** Messages of the contact so far; unread = this minus the reader's `marks.readCount`. */
    inboundCount: int(),
    lastMessage: json(lastMessage, { personal: true }),
    /** Opens WhatsApp's reply window; echoes and history do not move it. */
    lastInboundAt: timeOrNull(),
    lastActivityAt: time(),
    /** `recencyOf(lastActivityAt)`: sorts newest first. */
    recency: int(),
    openedAt: time(),
    closedAt: timeOrNull(),
    /** The conversation that this one continues, or empty. */
    previousId: id({ none: true }),
    ticket: json(ticket),
    /** When the first of its ticket's promises runs out (INB-15); `LARGEST` while none runs. */
    dueAt: time(),
  },
  indexes: [
    ['status', 'recency'],
    ['status', 'assigneeId', 'recency'],
    ['status', 'queueId', 'recency'],
    // The list's other orders, oldest first and most urgent first: a descending sort would read everything.
    ['status', 'lastActivityAt'],
    ['status', 'assigneeId', 'lastActivityAt'],
    ['status', 'priority', 'recency'],
    ['status', 'dueAt'],
    ['contactId', 'recency'],
    ['recency'],
  ],
  windowBy: 'recency',
  creates: false,
});
export type ConversationRow = RowOf<typeof conversations>;
