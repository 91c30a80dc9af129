import { Readable } from 'node:stream';
import sharp from 'sharp';
import { type MediaFiles, thumbnailOf } from './files.ts';

/** Twice the widest bubble, for dense screens. Higher: heavier threads. Lower: blurred pictures. */
const LONGEST_SIDE_PX = 640;
/** A picture that unpacks to more is not unpacked ("zip bomb" in PNG): 100 megapixels are a page scanned at 600 dpi, and more. */
const MOST_PIXELS = 100_000_000;
export const THUMBNAIL_MIME = 'image/webp';
const THUMBNAIL_LIMIT_BYTES = 2 * 1024 * 1024;

/** The kinds that sharp reads here and that a browser shows; animated ones stay as they are. */
const PICTURES = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/avif']);

export type PictureSize = { width: number; height: number };

/**
 * Puts a smaller picture beside a stored one, turned the way that the camera says and without what else it says (place,
 * device). `null` where there is nothing to make smaller: no picture, a broken one, or one that would fill the memory.
 */
export async function makeThumbnail(
  files: MediaFiles,
  companyId: string,
  mediaId: string,
  file: { mime: string; sizeBytes: number },
): Promise<PictureSize | null> {
  if (!PICTURES.has(file.mime)) return null;
  const original = await files.read(companyId, mediaId, { from: 0, to: file.sizeBytes - 1 });
  const pipeline = sharp({ limitInputPixels: MOST_PIXELS, sequentialRead: true }).autoOrient();
  original.on('error', (error) => pipeline.destroy(error));
  original.pipe(pipeline);
  try {
    const { width, height, autoOrient } = await pipeline.clone().metadata();
    const small = await pipeline
      .resize({ width: LONGEST_SIDE_PX, height: LONGEST_SIDE_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer();
    await files.put(companyId, thumbnailOf(mediaId), Readable.from([small]), THUMBNAIL_LIMIT_BYTES);
    return { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height };
  } catch {
    // What cannot be read as a picture is shown as a file: nothing is lost.
    return null;
  } finally {
    original.destroy();
  }
}
