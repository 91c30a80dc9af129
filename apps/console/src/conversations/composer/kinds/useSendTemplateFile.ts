import type { MessageContent, OutgoingFileKind } from '@balcao/domain';
import { type ConversationRow, newRowId } from '@balcao/replica';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../design/toastStore.ts';
import { useReplica } from '../../../replica/index.ts';
import { useUser } from '../../../session/index.ts';

type Template = Extract<MessageContent, { kind: 'template' }>;

/** Sends a template whose header is a file: the file goes first and waits while there is no connection. */
export function useSendTemplateFile(
  conversation: ConversationRow,
  dueAt: number | undefined,
): (template: Template, file: File) => void {
  const { t } = useTranslation('conversations');
  const { uploads } = useReplica();
  const authorId = useUser().id;
  return (template, file) => {
    const kind: OutgoingFileKind =
      template.header.type === 'image' || template.header.type === 'video' ? template.header.type : 'document';
    const upload = {
      id: newRowId(),
      messageId: newRowId(),
      conversationId: conversation.id,
      authorId,
      replyToId: '',
      kind,
      template,
      voice: false,
      caption: '',
      fileName: file.name,
      mime: file.type || 'application/octet-stream',
      sizeBytes: file.size,
      width: null,
      height: null,
      durationS: null,
      waveform: null,
      createdAt: Date.now(),
      ...(dueAt === undefined ? {} : { dueAt }),
      state: { kind: 'waiting' as const },
    };
    uploads.add(upload, file).catch(() =>
      toast({
        title: t('files.notKept', { name: file.name }),
        description: t('files.notKeptTodo'),
        tone: 'bad',
        durationMs: null,
      }),
    );
  };
}
