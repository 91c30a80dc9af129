import { Refusal, UPLOAD_LIMIT_BYTES } from '@balcao/domain';
import { Metadata } from '@tus/server';
import { z } from 'zod';

/** What a console says about a file before it sends it. Source: tus 1.0.0, Creation (`Upload-Metadata`, `Upload-Length`). */
const wishSchema = z.object({
  /** The console's own id, a UUIDv7: sent twice, it is the same file. */
  mediaId: z.uuid(),
  fileName: z.string().trim().max(255).default(''),
  /** What the console takes it for; what its bytes say wins. */
  mime: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+(;.*)?$/)
    .max(150)
    .catch('application/octet-stream'),
  durationS: z.coerce.number().min(0).max(86_400).optional(),
  /** Numbers from 0 to 99 with commas between. */
  waveform: z
    .string()
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(z.int().min(0).max(99)).max(64))
    .optional(),
});
export type UploadWish = z.output<typeof wishSchema>;

/** @throws Refusal `media.badUpload` naming the field, `media.tooLarge` */
export function readUploadWish(header: string | undefined, lengthBytes: string | undefined): UploadWish {
  const parsed = wishSchema.safeParse(metadataOf(header));
  if (!parsed.success) throw new Refusal({ code: 'media.badUpload', what: String(parsed.error.issues[0]?.path[0]) });
  const size = Number(lengthBytes);
  if (!Number.isSafeInteger(size) || size < 1) throw new Refusal({ code: 'media.badUpload', what: 'Upload-Length' });
  if (size > UPLOAD_LIMIT_BYTES) throw new Refusal({ code: 'media.tooLarge', limitBytes: UPLOAD_LIMIT_BYTES });
  return parsed.data;
}

export function wishOf(metadata: Record<string, string | null> | undefined): UploadWish {
  return wishSchema.parse(metadata);
}

function metadataOf(header: string | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(header);
  } catch {
    throw new Refusal({ code: 'media.badUpload', what: 'Upload-Metadata' });
  }
}
