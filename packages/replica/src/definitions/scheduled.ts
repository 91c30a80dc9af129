import { messageContentSchema } from '@balcao/domain';
import { z } from 'zod';
import { defineReplica, type RowOf } from '../define.ts';
import { flag, id, json, time } from '../field.ts';

/**
 * Messages that wait for their time (INB-26). The id is the message's to come: the row ends when the message begins, or
 * when it is given up.
 */
export const scheduled = defineReplica({
  name: 'scheduled',
  version: 0,
  fields: {
    id: id(),
    conversationId: id({ merge: 'once' }),
    content: json(messageContentSchema, { merge: 'latest', personal: true }),
    /** In whose name it goes. */
    authorId: id({ merge: 'once' }),
    /** The quoted message, or empty. */
    replyToId: id({ none: true, merge: 'once' }),
    /** 0 is a wish for "at once", by the server's clock. */
    dueAt: time({ merge: 'latest' }),
    /** A domain Problem: its time came, and it could not go. */
    held: json(z.looseObject({ code: z.string() }).nullable()),
    createdAt: time(),
    /** Given up here: only the server deletes, and it does when it learns of it. */
    cancelled: flag({ merge: 'latest' }),
  },
  indexes: [['conversationId', 'dueAt']],
  creates: true,
});
export type ScheduledRow = RowOf<typeof scheduled>;
