import type { MessageContent } from '@balcao/domain';
import { type ConversationRow, type MessageRow, newRowId } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../design/toastStore.ts';
import { useReplica } from '../../../replica/index.ts';
import { useUser } from '../../../session/index.ts';
import { sendAt } from '../../later/sendAt.ts';
import { mailUploadsOf, type SendableFile } from '../files/useChosenFiles.ts';
import type { Draft } from '../useDraft.ts';
import { mailOf } from './mailOf.ts';
import { answeredMail } from './useAnsweredMail.ts';

/**
 * Sends words and files as one mail. With files it waits in the replica until the server has them all, over restarts.
 * @returns false where the files do not fit on this machine: nothing is kept then, and the toast says so.
 */
export function useSendMail(conversation: ConversationRow) {
  const { t } = useTranslation('conversations');
  const { uploads, collections } = useReplica();
  const authorId = useUser().id;
  const conversationId = conversation.id;

  return async (
    { text, mail: head }: Draft,
    original: MessageRow | null,
    chosen: readonly SendableFile[],
    dueAt: number | undefined,
  ): Promise<boolean> => {
    const answered = await answeredMail(collections, conversationId, original);
    const content: MessageContent & { kind: 'email' } = mailOf({ text, head, answered });
    const place = { conversationId, authorId, replyToId: original?.id ?? '' };
    if (chosen.length === 0) {
      await sendAt(collections, { ...place, content }, dueAt);
      return true;
    }
    const waiting = {
      ...place,
      createdAt: Date.now(),
      messageId: newRowId(),
      ...(dueAt === undefined ? {} : { dueAt }),
    };
    const kept = mailUploadsOf(chosen, content, waiting);
    try {
      await uploads.addTogether(
        kept.flatMap((upload, index) => {
          const file = chosen[index]?.file;
          return file ? [{ upload, bytes: file }] : [];
        }),
      );
      return true;
    } catch {
      const name = chosen.map(({ file }) => file.name).join(', ');
      toast({
        title: t('files.notKept', { name }),
        description: t('files.notKeptTodo'),
        tone: 'bad',
        durationMs: null,
      });
      return false;
    }
  };
}
