import { headOf } from '@balcao/domain';
import { markId } from '@balcao/replica';
import { editContact, reopenNotice, saveDraft, settleNotice, wishAgain, writeAgain } from '@balcao/replica/client';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useTellFailure } from '../api/index.ts';
import { toast } from '../design/toastStore.ts';
import { useReplica } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import type { NoticeView } from './noticeView.ts';

type Of<Kind extends NoticeView['kind']> = Extract<NoticeView, { kind: Kind }>;

/**
 * What one click on a notice does. Each settles it, says so, and can be taken back for as long as the toast stands;
 * but for what has left for the server already: a message is not called back.
 */
export function useDecisions(noticeId: string) {
  const { t } = useTranslation('notices');
  const { collections } = useReplica();
  const api = useApi();
  const tell = useTellFailure(null);
  const { id: userId } = useUser();

  return useMemo(() => {
    async function settle(title: string, takeBack: (() => Promise<unknown>) | null): Promise<void> {
      await settleNotice(collections, { noticeId });
      const undo = async () => {
        await takeBack?.();
        await reopenNotice(collections, { noticeId });
      };
      toast({ title, ...(takeBack && { action: { label: t('undo'), run: () => void undo() } }) });
    }
    const nothing = async () => undefined;

    return {
      /** Leaves everything as it is. */
      discard: () => settle(t('done.discarded'), nothing),
      accept: () => settle(t('done.accepted'), nothing),

      sendAgain: async ({ conversationId, isNote, content, replyToId }: Of<'refusedMessage'>) => {
        const direction = isNote ? ('note' as const) : ('out' as const);
        await writeAgain(collections, { direction, conversationId, authorId: userId, content, replyToId });
        await settle(t('done.sentAgain'), null);
      },

      /** Into the draft, after what is being written there. */
      giveBack: async ({ conversationId, text, isNote, content }: Of<'refusedMessage'>) => {
        const mark = await collections.marks.findOne(markId(userId, conversationId)).exec();
        const before = {
          draft: mark?.draft ?? '',
          isNote: mark?.draftIsNote ?? false,
          mail: mark?.draftMail ?? null,
        };
        const head = content.kind === 'email' ? { mail: headOf(content) } : {};
        const after = before.draft
          ? { ...before, draft: `${before.draft}\n${text}` }
          : { ...before, draft: text, isNote, ...head };
        await saveDraft(collections, { userId, conversationId, ...after });
        await settle(t('done.givenBack'), () => saveDraft(collections, { userId, conversationId, ...before }));
      },

      changeAgain: async (view: Of<'refusedChange'>) => {
        const written = await wishAgain(collections, view);
        if (written) await settle(t('done.changedAgain'), null);
        else toast({ title: t('notHere'), tone: 'bad' });
      },

      /** Only a contact's notes ask (definitions/contacts). Written anew, knowing the other text. */
      takeText: async ({ rowId: contactId, stands }: Of<'decide'>, notes: string) => {
        await editContact(collections, { contactId, edit: { notes } });
        const takeBack = () => editContact(collections, { contactId, edit: { notes: stands } });
        await settle(t('done.mine'), takeBack);
      },

      /** The server sends it: it has the message, only the contact has not. The server settles the notice itself. */
      resend: async ({ messageId }: Of<'undelivered'>) => {
        try {
          await api.deliveries.resend.mutate({ messageId });
          toast({ title: t('done.sentAgain') });
        } catch (error) {
          tell(error);
        }
      },
    };
  }, [api, collections, noticeId, tell, t, userId]);
}
export type Decisions = ReturnType<typeof useDecisions>;
