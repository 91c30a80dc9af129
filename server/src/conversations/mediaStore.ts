import type { Media, MessageContent } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import type { ReceivedContent, RemoteFile } from './received.ts';

/** What fetches a conversation's files from the platform (channels/mediaLane.ts). */
export const mediaLaneKey = (conversationId: string): string => `media:${conversationId}`;

/** A file of a message with its id here. */
export type FilePlace = RemoteFile & { mediaId: string };

export function withPlacesForFiles(received: ReceivedContent): { content: MessageContent; files: FilePlace[] } {
  if ('files' in received) {
    const files = received.files.map((file) => ({ ...file, mediaId: newRowId() }));
    const shown = files.map((file) => ({ ...pendingMedia(file), role: file.role }));
    return { content: { ...received, files: shown }, files };
  }
  if (!('file' in received)) return { content: received, files: [] };
  const { file: remote, ...rest } = received;
  const file = { ...remote, mediaId: newRowId() };
  return { content: { ...rest, media: pendingMedia(file) }, files: [file] };
}

const pendingMedia = ({ mediaId, mime, fileName }: FilePlace): Media => ({
  mediaId,
  state: 'pending',
  mime,
  ...(fileName ? { fileName } : {}),
});

/** Notes a file that is still at the platform, and has it fetched at once: its address there expires (INB-22). */
export async function insertMedia(
  trx: Trx,
  companyId: string,
  message: { id: string; channelId: string; conversationId: string },
  file: FilePlace,
): Promise<void> {
  await trx
    .insertInto('media')
    .values({
      companyId,
      id: file.mediaId,
      messageId: message.id,
      channelId: message.channelId,
      providerId: file.providerId,
      mime: file.mime,
      fileName: file.fileName ?? null,
    })
    .execute();
  await addWork(trx, companyId, [mediaLaneKey(message.conversationId)]);
}

/** A stored file, locked until the transaction ends, so that one file goes out with one message. */
export async function lockUpload(trx: Trx, companyId: string, mediaId: string) {
  return trx
    .selectFrom('media')
    .select(['id', 'messageId', 'uploadedBy', 'mime', 'fileName', 'sizeBytes'])
    .select(['width', 'height', 'durationS', 'waveform', 'hasThumbnail'])
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .where('state', '=', 'stored')
    .forUpdate()
    .executeTakeFirst();
}

export async function setMessageOfUpload(
  trx: Trx,
  companyId: string,
  mediaId: string,
  { messageId, channelId }: { messageId: string; channelId: string },
): Promise<void> {
  await trx
    .updateTable('media')
    .set({ messageId, channelId })
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .execute();
}
