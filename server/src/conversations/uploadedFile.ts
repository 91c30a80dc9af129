import { type Media, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { lockUpload, setMessageOfUpload } from './mediaStore.ts';

/**
 * Gives an uploaded file to the message that it goes out with, and says what it is. The message row must be there (or
 * come in the same transaction, before).
 * @throws Refusal `record.notFound` for a file that is not there or somebody else's; `message.unchangeable` for one that
 *   went out with another message
 */
export async function attachUpload(
  trx: Trx,
  actor: Actor,
  { mediaId, messageId, channelId }: { mediaId: string; messageId: string; channelId: string },
): Promise<void> {
  const upload = await requireUpload(trx, actor, mediaId);
  if (upload.messageId !== null && upload.messageId !== messageId) {
    throw new Refusal({ code: 'message.unchangeable', messageId: upload.messageId });
  }
  await setMessageOfUpload(trx, actor.companyId, mediaId, { messageId, channelId });
}

/** What an uploaded file is, for the content of a message: nothing of it is the console's word. */
export async function uploadedMedia(trx: Trx, actor: Actor, mediaId: string): Promise<Media & { sizeBytes: number }> {
  const { mime, fileName, sizeBytes, width, height, durationS, waveform, hasThumbnail } = await requireUpload(
    trx,
    actor,
    mediaId,
  );
  return {
    mediaId,
    state: 'stored',
    mime,
    sizeBytes: sizeBytes ?? 0,
    ...(fileName === null ? {} : { fileName }),
    ...(width === null || height === null ? {} : { width, height }),
    ...(durationS === null ? {} : { durationS }),
    ...(waveform === null ? {} : { waveform }),
    ...(hasThumbnail ? { hasThumbnail } : {}),
  };
}

async function requireUpload(trx: Trx, actor: Actor, mediaId: string) {
  const upload = await lockUpload(trx, actor.companyId, mediaId);
  if (upload?.uploadedBy !== actor.userId) throw new Refusal({ code: 'record.notFound', record: 'media', id: mediaId });
  return upload;
}
