import { markId } from '@balcao/replica';
import { saveDraft } from '@balcao/replica/client';
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
      const mark = await collections.marks.findOne(markId(userId, conversationId)).exec();
      const draft = mark?.draft
        ? { draft: `${mark.draft}\n${text}`, isNote: mark.draftIsNote }
        : { draft: text, isNote };
      await saveDraft(collections, { userId, conversationId, ...draft });
    },
    [collections, userId],
  );
}
