import { DIRECTIONS, MESSAGE_KINDS, MESSAGE_SOURCES, MESSAGE_STATUSES, messageContentSchema } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, id, int, json, text, time, timeOrNull } from '../field.ts';

export const messages = defineReplica({
  name: 'messages',
  // 1: kinds `buttons` and `list`. 2: kind `template`.
  version: 2,
  fields: {
    id: id(),
    conversationId: id({ merge: 'once' }),
    direction: choice(DIRECTIONS, { merge: 'once' }),
    kind: choice(MESSAGE_KINDS, { merge: 'once' }),
    /** The searchable part of the content (`textOf`). */
    text: text(70_000, { merge: 'once', personal: true }),
    content: json(messageContentSchema, { merge: 'once', personal: true }),
    source: choice(MESSAGE_SOURCES, { merge: 'once' }),
    /** The user who wrote it, or empty. */
    authorId: id({ none: true, merge: 'once' }),
    /** The quoted message, or empty. */
    replyToId: id({ none: true, merge: 'once' }),
    /** Empty for everything that is not outbound. */
    status: choice([...MESSAGE_STATUSES, '']),
    failure: json(z.object({ code: z.string(), detail: z.string() }).nullable()),
    /** What stands on this message now; `from` is `contact`, `phone` or a user's id. */
    reactions: json(z.array(z.object({ emoji: z.string(), from: z.string() }))),
    /** The server's time once it has the message; the console's own until then. */
    createdAt: time(),
    /** `recencyOf(createdAt)`: a thread is read from its newest end. */
    recency: int(),
    sentAt: timeOrNull(),
    deliveredAt: timeOrNull(),
    readAt: timeOrNull(),
    editedAt: timeOrNull(),
    deletedAt: timeOrNull(),
  },
  indexes: [['conversationId', 'recency'], ['recency']],
  windowBy: 'recency',
  creates: true,
});
export type MessageRow = RowOf<typeof messages>;
