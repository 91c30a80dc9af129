import { createHash, createHmac } from 'node:crypto';
import type { Now } from '../../clock.ts';
import { objectId } from '../../ids.ts';
import { GraphError } from './errors.ts';

/** A file at the platform. Its address is good for minutes only, and for nobody without the token. */
export type StoredMedia = {
  id: string;
  phoneNumberId: string;
  mime: string;
  fileName: string | null;
  bytes: Buffer;
  sha256: string;
  storedAt: number;
  /** Uploaded ones live 30 days, those of a person's message 7 (Meta, media, 2026-06-16). */
  keptMs: number;
};

const DAY_MS = 24 * 3_600_000;
export const KEPT_UPLOAD_MS = 30 * DAY_MS;
export const KEPT_INBOUND_MS = 7 * DAY_MS;
/** Meta: "valid for only 5 minutes". */
export const ADDRESS_LIVES_MS = 5 * 60_000;

export type MediaShelf = {
  put(file: {
    phoneNumberId: string;
    mime: string;
    fileName: string | null;
    bytes: Buffer;
    keptMs: number;
  }): StoredMedia;
  /** Those that are still kept. */
  all(): readonly StoredMedia[];
  /** Puts back what was there before a restart, as it was. */
  restore(media: StoredMedia): void;
  find(id: string): StoredMedia | null;
  remove(id: string): boolean;
  /** The query of a fresh address. */
  addressQuery(media: StoredMedia): string;
  /** The file behind an address, or null when the address is forged or older than 5 minutes. */
  open(query: { mid?: string | undefined; ext?: string | undefined; hash?: string | undefined }): StoredMedia | null;
};

export function createMediaShelf(now: Now, key: string): MediaShelf {
  const shelf = new Map<string, StoredMedia>();
  const seal = (id: string, expires: string) =>
    createHmac('sha256', key).update(`${id}.${expires}`).digest('base64url');

  function find(id: string): StoredMedia | null {
    const media = shelf.get(id);
    return media && now() - media.storedAt < media.keptMs ? media : null;
  }

  return {
    put(file) {
      const media = {
        ...file,
        id: objectId(),
        storedAt: now(),
        sha256: createHash('sha256').update(file.bytes).digest('base64'),
      };
      shelf.set(media.id, media);
      return media;
    },
    all: () => [...shelf.values()].filter(({ id }) => find(id) !== null),
    restore(media) {
      shelf.set(media.id, media);
    },
    find,
    remove: (id) => shelf.delete(id),
    addressQuery(media) {
      const expires = String(now() + ADDRESS_LIVES_MS);
      return new URLSearchParams({ mid: media.id, ext: expires, hash: seal(media.id, expires) }).toString();
    },
    open({ mid, ext, hash }) {
      if (!mid || !ext || hash !== seal(mid, ext) || Number(ext) <= now()) return null;
      return find(mid);
    },
  };
}

const MB = 1_048_576;

/** What may be uploaded, by type, with the largest size (Meta, media, 2026-06-16). */
const UPLOADS: readonly { types: RegExp; maxBytes: number }[] = [
  { types: /^audio\/(aac|mp4|mpeg|amr|ogg|opus)\b/, maxBytes: 16 * MB },
  { types: /^image\/(jpeg|png)$/, maxBytes: 5 * MB },
  { types: /^image\/webp$/, maxBytes: 0.5 * MB },
  { types: /^video\/(mp4|3gpp)$/, maxBytes: 16 * MB },
  {
    types:
      /^(text\/plain|application\/(pdf|msword|vnd\.ms-(excel|powerpoint)|vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation)))$/,
    maxBytes: 100 * MB,
  },
];
export const MAX_UPLOAD_BYTES = 100 * MB;

/** @throws GraphError 100 for a type that WhatsApp does not carry, or a file that is too large for its type. */
export function checkUpload(mime: string, sizeBytes: number): void {
  const upload = UPLOADS.find(({ types }) => types.test(mime));
  if (!upload) {
    throw new GraphError(100, {
      title: `Param file must be a file with one of the following types: audio/aac, audio/mp4, audio/mpeg, audio/amr, audio/ogg, audio/opus, application/pdf, text/plain, image/jpeg, image/png, image/webp, video/mp4, video/3gpp. Received file of type '${mime}'.`,
    });
  }
  if (sizeBytes > upload.maxBytes) {
    throw new GraphError(100, { title: `Param file must be at most ${upload.maxBytes} bytes. Received ${sizeBytes}.` });
  }
}

const KIND_TYPES: Record<string, RegExp> = {
  image: /^image\/(jpeg|png)$/,
  sticker: /^image\/webp$/,
  video: /^video\//,
  audio: /^audio\//,
  document: /./,
};

export const carries = (kind: string, mime: string) => KIND_TYPES[kind]?.test(mime) ?? false;
