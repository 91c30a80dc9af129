/** The largest a picture or film is drawn in a thread, in CSS pixels. */
const LARGEST = { width: 320, height: 360 };
const SMALLEST_SIDE = 96;
/** Drawn while the real size is not known. */
const UNKNOWN = { width: 280, height: 210 };

export type Frame = { width: number; height: number };

/** Fits a picture into the thread before it is loaded, so that nothing moves when it is. */
export function frameOf(media: { width?: number | undefined; height?: number | undefined }): Frame {
  if (!media.width || !media.height) return UNKNOWN;
  const scale = Math.min(1, LARGEST.width / media.width, LARGEST.height / media.height);
  return {
    width: Math.max(SMALLEST_SIDE, Math.round(media.width * scale)),
    height: Math.max(SMALLEST_SIDE, Math.round(media.height * scale)),
  };
}
