import { createRandom } from './random.ts';

const BARS = 44;
const LOWEST = 0.18;

/**
 * Bars that look like a voice, always the same for the same recording. The platform gives no levels, and decoding each
 * recording only to draw it would cost more than it tells.
 *
 * @returns heights between 0.18 and 1.
 */
export function waveformOf(mediaId: string): number[] {
  const random = createRandom(mediaId);
  let loudness = 0.5;
  return Array.from({ length: BARS }, () => {
    loudness = Math.min(1, Math.max(0.1, loudness + (random() - 0.5) * 0.5));
    return LOWEST + (1 - LOWEST) * loudness * (0.45 + 0.55 * random());
  });
}
