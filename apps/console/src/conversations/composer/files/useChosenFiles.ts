import type { FileRules } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Upload } from '@balcao/replica/client';
import { useCallback, useState } from 'react';
import { type ChosenFile, lookAt } from '../../../uploads/index.ts';

/** The files that stand in the composer, not sent yet. */
export type ChosenFiles = {
  files: readonly ChosenFile[];
  add(files: readonly File[]): void;
  remove(id: string): void;
  clear(): void;
};

export function useChosenFiles(rules: FileRules): ChosenFiles {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const add = useCallback(
    (picked: readonly File[]) =>
      void Promise.all(picked.map((file) => lookAt(file, newRowId(), rules))).then((looked) =>
        setFiles((before) => [...before, ...looked]),
      ),
    [rules],
  );
  const remove = useCallback((id: string) => setFiles((before) => before.filter((file) => file.id !== id)), []);
  const clear = useCallback(() => setFiles([]), []);
  return { files, add, remove, clear };
}

export type SendableFile = ChosenFile & { going: { kind: Upload['kind'] } };

const KINDS: ReadonlySet<string> = new Set<Upload['kind']>(['image', 'video', 'audio', 'document']);

export const isSendable = (file: ChosenFile): file is SendableFile => KINDS.has(file.going.kind);

type Place = Pick<Upload, 'conversationId' | 'authorId' | 'replyToId' | 'createdAt' | 'dueAt'>;

/** What waits in the replica for one file. The caption goes with the first that shows one, the quote with the first. */
export function uploadsOf(files: readonly SendableFile[], caption: string, place: Place): Upload[] {
  const captioned = files.find(({ going }) => going.kind !== 'audio');
  return files.map((chosen, index) => ({
    ...uploadOf(chosen, place, index),
    replyToId: index === 0 ? place.replyToId : '',
    messageId: newRowId(),
    caption: chosen === captioned ? caption : '',
  }));
}

/** What waits in the replica for the files of one mail: all are of one message, which has the words. */
export function mailUploadsOf(
  files: readonly SendableFile[],
  mail: NonNullable<Upload['mail']>,
  place: Place & { messageId: string },
): Upload[] {
  return files.map((chosen, index) => ({ ...uploadOf(chosen, place, index), messageId: place.messageId, mail }));
}

const uploadOf = (chosen: SendableFile, place: Place, index: number): Omit<Upload, 'messageId'> => ({
  ...place,
  // Apart by a millisecond: they leave in the order in which they stood.
  createdAt: place.createdAt + index,
  id: chosen.id,
  kind: chosen.going.kind,
  voice: false,
  caption: '',
  fileName: chosen.file.name,
  mime: chosen.file.type || 'application/octet-stream',
  sizeBytes: chosen.file.size,
  width: chosen.width,
  height: chosen.height,
  durationS: chosen.durationS,
  waveform: null,
  state: { kind: 'waiting' },
});
