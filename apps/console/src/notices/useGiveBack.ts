import { markId } from '@balcao/replica';
import { useCallback } from 'react';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';

type Text = { conversationId: string; text: string; isNote: boolean };

/** Puts a text that was not sent back into its conversation's draft, after what is being written there. */
export function useGiveBack(): (text: Text) => Promise<void> {
  const { collections } = useReplica();
  const { id: userId } = useUser();
  return useCallback(
    async ({ conversationId, text, isNote }) => {
      const id = markId(userId, conversationId);
      const mark = await collections.marks.findOne(id).exec();
      if (mark) {
        const draft = mark.draft === '' ? text : `${mark.draft}\n${text}`;
        await mark.incrementalPatch({ draft, draftIsNote: mark.draft === '' ? isNote : mark.draftIsNote });
        return;
      }
      await collections.marks.insert({
        id,
        userId,
        conversationId,
        readCount: 0,
        markedUnread: false,
        pinned: false,
        draft: text,
        draftIsNote: isNote,
      });
    },
    [collections, userId],
  );
}
