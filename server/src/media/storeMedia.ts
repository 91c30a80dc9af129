import type { Trx } from '../db/index.ts';
import type { StoredFile } from './files.ts';
import { markFailed, markStored } from './store.ts';
import type { PictureSize } from './thumbnail.ts';

/**
 * Says that the file of a message is in the store: first `files.put` (and `makeThumbnail`), outside any transaction, then this inside one.
 * Killed in between, a file without a row is left, which the next attempt overwrites.
 */
export async function storeMedia(
  trx: Trx,
  {
    companyId,
    mediaId,
    file,
    picture,
  }: { companyId: string; mediaId: string; file: StoredFile; picture: PictureSize | null },
): Promise<void> {
  await markStored(trx, companyId, mediaId, file, picture);
}

/** Says that the file will not come: it expired, was deleted, or is too large. */
export async function giveUpMedia(
  trx: Trx,
  { companyId, mediaId, reason }: { companyId: string; mediaId: string; reason: string },
): Promise<void> {
  await markFailed(trx, companyId, mediaId, reason);
}
