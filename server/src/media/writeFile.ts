import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Refusal } from '@balcao/domain';
import { fileTypeFromFile } from 'file-type';
import type { StoredFile } from './files.ts';

/**
 * Writes a new file durably, and says what it turned out to be.
 * @throws Refusal `media.tooLarge` as soon as `limitBytes` is passed; the caller removes what is there by then
 */
export async function writeFile(
  path: string,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  {
    await using file = await open(path, 'wx', 0o600);
    for await (const chunk of bytes) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > limitBytes) throw new Refusal({ code: 'media.tooLarge', limitBytes });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    // The row that says "stored" is durable; without this the file behind it might not be after a power cut.
    await file.sync();
  }
  const detected = await fileTypeFromFile(path);
  return { sizeBytes, sha256: hash.digest(), detectedMime: detected?.mime ?? null };
}
