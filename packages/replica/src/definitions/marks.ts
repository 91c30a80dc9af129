import { defineReplica, type RowOf } from '../define.ts';
import { flag, id, int, text } from '../field.ts';

/**
 * What one user keeps about one conversation. Not in the shared row, so reading a message changes nothing for others.
 * Its id is `markId(userId, conversationId)`, so two devices of one user write the same row.
 */
export const marks = defineReplica({
  name: 'marks',
  version: 0,
  fields: {
    id: id(),
    userId: id({ merge: 'once' }),
    conversationId: id({ merge: 'once' }),
    /** `conversations.inboundCount` as it was when last read. */
    readCount: int({ merge: 'max' }),
    markedUnread: flag({ merge: 'latest' }),
    pinned: flag({ merge: 'latest' }),
    draft: text(20_000, { merge: 'latest', personal: true }),
    /** The draft is a note, not a reply. */
    draftIsNote: flag({ merge: 'latest' }),
  },
  // The list asks for the few pinned ones among very many.
  indexes: [['conversationId'], ['pinned']],
  creates: true,
});
export type MarkRow = RowOf<typeof marks>;
