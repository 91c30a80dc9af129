import { conversationView, mailHeadSchema } from '@balcao/domain';
import { defineReplica, type RowOf } from '../define.ts';
import { choice, flag, id, int, json, text } from '../field.ts';

/**
 * What one user keeps for themselves (SYNC-05), of two kinds. `conversation`: about one conversation; not in the shared
 * row, so reading a message changes nothing for others; its id is `markId(userId, conversationId)`, so two devices of one
 * user write the same row. `view`: a list of conversations with a name, about none of them.
 */
export const marks = defineReplica({
  name: 'marks',
  // 1: saved views. 2: a mail's draft has a head.
  version: 2,
  fields: {
    id: id(),
    userId: id({ merge: 'once' }),
    kind: choice(['conversation', 'view'], { merge: 'once' }),
    conversationId: id({ merge: 'once', none: true }),
    /** `conversations.inboundCount` as it was when last read. */
    readCount: int({ merge: 'max' }),
    markedUnread: flag({ merge: 'latest' }),
    pinned: flag({ merge: 'latest' }),
    draft: text(50_000, { merge: 'latest', personal: true }),
    /** The draft is a note, not a reply. */
    draftIsNote: flag({ merge: 'latest' }),
    /** What stands above the words, where it is a mail. */
    draftMail: json(mailHeadSchema.nullable(), { merge: 'latest', personal: true }),
    /** Of a view, as is all that follows. */
    name: text(60, { merge: 'latest' }),
    view: json(conversationView.nullable(), { merge: 'latest' }),
    position: int({ merge: 'latest' }),
    /** Taken away here: only the server deletes, and it does when it learns of it. */
    removed: flag({ merge: 'latest' }),
  },
  // The list asks for the few pinned ones among very many.
  indexes: [['conversationId'], ['pinned'], ['kind', 'position']],
  creates: true,
});
export type MarkRow = RowOf<typeof marks>;
