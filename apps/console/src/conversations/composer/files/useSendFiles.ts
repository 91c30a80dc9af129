import { capabilitiesOf } from '@balcao/domain';
import type { ConversationRow, MessageRow } from '@balcao/replica';
import { newRowId } from '@balcao/replica';
import type { Upload } from '@balcao/replica/client';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../design/toastStore.ts';
import { useReplica } from '../../../replica/index.ts';
import { useUser } from '../../../session/index.ts';
import { sendAt } from '../../later/sendAt.ts';
import type { VoiceRecording } from '../voice/recorder.ts';
import { type SendableFile, uploadsOf } from './useChosenFiles.ts';

/** Puts files among those that wait to be sent: they survive a restart from then on. */
export function useSendFiles(conversation: ConversationRow) {
  const { t } = useTranslation('conversations');
  const { uploads, collections } = useReplica();
  const authorId = useUser().id;
  const conversationId = conversation.id;

  const keep = async (upload: Upload, bytes: Blob) => {
    try {
      await uploads.add(upload, bytes);
    } catch {
      toast({
        title: t('files.notKept', { name: upload.fileName }),
        description: t('files.notKeptTodo'),
        tone: 'bad',
        durationMs: null,
      });
    }
  };
  const place = (original: MessageRow | null, dueAt: number | undefined) => ({
    conversationId,
    authorId,
    replyToId: original?.id ?? '',
    createdAt: Date.now(),
    ...(dueAt === undefined ? {} : { dueAt }),
  });

  return {
    sendFiles(
      chosen: readonly SendableFile[],
      text: string,
      original: MessageRow | null,
      dueAt: number | undefined,
    ): void {
      // A sound shows no caption, and some platforms none at all: the words go on their own.
      const { captionLimit } = capabilitiesOf(conversation.channelKind);
      const hasCaption = text.length <= captionLimit && chosen.some(({ going }) => going.kind !== 'audio');
      const said = { conversationId, authorId, content: { kind: 'text' as const, text } };
      if (text && !hasCaption) void sendAt(collections, said, dueAt);
      uploadsOf(chosen, hasCaption ? text : '', place(original, dueAt)).forEach((upload, index) => {
        const file = chosen[index]?.file;
        if (file) void keep(upload, file);
      });
    },
    sendVoice(
      { bytes, durationS, waveform }: VoiceRecording,
      original: MessageRow | null,
      dueAt: number | undefined,
    ): void {
      const upload: Upload = {
        ...place(original, dueAt),
        id: newRowId(),
        messageId: newRowId(),
        kind: 'audio',
        voice: true,
        caption: '',
        fileName: 'voice.ogg',
        mime: bytes.type,
        sizeBytes: bytes.size,
        width: null,
        height: null,
        durationS,
        waveform,
        state: { kind: 'waiting' },
      };
      void keep(upload, bytes);
    },
  };
}
