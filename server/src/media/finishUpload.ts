import { bareMime, isProgram, Refusal, UPLOAD_LIMIT_BYTES } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany } from '../db/index.ts';
import type { MediaFiles } from './files.ts';
import { insertUpload } from './store.ts';
import { makeThumbnail } from './thumbnail.ts';
import type { UploadWish } from './uploadWish.ts';

/**
 * Takes a file that has arrived whole into the store: by what it is, not by what it is called. Its name keeps its own
 * ending; who receives it sees a document where the bytes are no picture.
 * @throws Refusal `media.isProgram`
 */
export async function finishUpload(
  { database, files }: { database: Database; files: MediaFiles },
  actor: Pick<Actor, 'companyId' | 'userId'>,
  wish: UploadWish,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const { companyId, userId } = actor;
  const { mediaId } = wish;
  const file = await files.put(companyId, mediaId, bytes, UPLOAD_LIMIT_BYTES);
  const mime = file.detectedMime ?? trustedMime(wish.mime);
  if (isProgram(mime)) {
    await files.remove(companyId, mediaId);
    throw new Refusal({ code: 'media.isProgram' });
  }
  const picture = await makeThumbnail(files, companyId, mediaId, { mime, sizeBytes: file.sizeBytes });
  await inCompany(database, companyId, (trx) =>
    insertUpload(trx, {
      companyId,
      mediaId,
      userId,
      mime: sameFamily(mime, wish.mime) ? wish.mime : mime,
      fileName: wish.fileName || null,
      file,
      picture,
      durationS: wish.durationS ?? null,
      waveform: wish.waveform ?? null,
    }),
  );
}

/** Where the bytes say nothing, they are at most text: a "picture" without a picture's beginning is none. */
function trustedMime(claimed: string): string {
  return /^(text\/(plain|csv|calendar|vcard)|application\/json)$/.test(bareMime(claimed))
    ? bareMime(claimed)
    : 'application/octet-stream';
}

/** "audio/ogg; codecs=opus" says more than the "audio/ogg" that the first bytes say, and nothing else. */
const sameFamily = (detected: string, claimed: string): boolean => bareMime(detected) === bareMime(claimed);
