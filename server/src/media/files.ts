/**
 * The store of files: a folder, or a bucket that speaks S3. Whatever it is, a file is whole or not there, and the company
 * is part of its place, so a wrong id in a query finds nothing of others.
 */
import type { Readable } from 'node:stream';

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
    name: string,
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    limitBytes: number,
  ): Promise<StoredFile>;
  /** `null` when there is no such file. */
  size(companyId: string, name: string): Promise<number | null>;
  /** Both ends included, as HTTP ranges are. */
  read(companyId: string, name: string, range: { from: number; to: number }): Promise<Readable>;
  /** A file that is not there is removed already. */
  remove(companyId: string, name: string): Promise<void>;
};

/** What a file's smaller picture is called beside it. */
export const thumbnailOf = (mediaId: string): string => `${mediaId}.thumbnail`;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.thumbnail)?$/;

/**
 * `media/<company>/<two letters>/<name>`. The letters are the end of the id, which is the random part of a UUIDv7: the
 * folders fill evenly.
 */
export function placeOf(companyId: string, name: string): string {
  const [, id] = NAME.exec(name) ?? [];
  if (!ID.test(companyId) || id === undefined) throw new Error('A file was asked for by an id that is none.');
  return `media/${companyId}/${id.slice(-2)}/${name}`;
}
