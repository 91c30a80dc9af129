/**
 * Files of messages on disk, under `media/<company>/<two letters>/<id>`. A file is whole or not there: it is written
 * beside its place and moved in. The company is part of the path, so a wrong id in a query finds nothing of others.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '@balcao/domain';
import { fileTypeFromFile } from 'file-type';

export type StoredFile = {
  sizeBytes: number;
  sha256: Buffer;
  /** What the bytes themselves say they are; `null` where they say nothing (plain text, CSV). */
  detectedMime: string | null;
};

export type MediaFiles = {
  /** @throws Refusal `media.tooLarge` as soon as the limit is passed; nothing is kept then. */
  put(
    companyId: string,
    mediaId: string,
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    limitBytes: number,
  ): Promise<StoredFile>;
  /** `null` when there is no such file. */
  size(companyId: string, mediaId: string): Promise<number | null>;
  /** Both ends included, as HTTP ranges are. */
  read(companyId: string, mediaId: string, range: { from: number; to: number }): ReadStream;
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createMediaFiles(dataDir: string): MediaFiles {
  const place = (companyId: string, mediaId: string): string => {
    if (!ID.test(companyId) || !ID.test(mediaId)) throw new Error('media: an id that is none');
    // The end of a UUIDv7 is its random part: the folders fill evenly.
    return join(dataDir, 'media', companyId, mediaId.slice(-2), mediaId);
  };

  return {
    async put(companyId, mediaId, bytes, limitBytes) {
      const path = place(companyId, mediaId);
      const unfinished = `${path}.${randomUUID()}`;
      await mkdir(dirname(path), { recursive: true });
      try {
        const { sizeBytes, sha256 } = await write(unfinished, bytes, limitBytes);
        const detected = await fileTypeFromFile(unfinished);
        await rename(unfinished, path);
        return { sizeBytes, sha256, detectedMime: detected?.mime ?? null };
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    async size(companyId, mediaId) {
      try {
        return (await stat(place(companyId, mediaId))).size;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    read: (companyId, mediaId, { from, to }) => createReadStream(place(companyId, mediaId), { start: from, end: to }),
  };
}

async function write(
  path: string,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  limitBytes: number,
): Promise<{ sizeBytes: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  await using file = await open(path, 'wx', 0o600);
  for await (const chunk of bytes) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw new Refusal({ code: 'media.tooLarge', limitBytes });
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  // The row that says "stored" is durable; without this the file behind it might not be after a power cut.
  await file.sync();
  return { sizeBytes, sha256: hash.digest() };
}
