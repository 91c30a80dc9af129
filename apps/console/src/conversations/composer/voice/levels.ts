/** Steps of a waveform, as WhatsApp draws them. */
const STEPS = 64;

/**
 * How loud a recording was, in 64 steps from 0 to 99: the loudest of each step, against the loudest of all.
 * @param levels between 0 and 1, evenly over time
 */
export function waveformOfLevels(levels: readonly number[]): number[] {
  if (levels.length === 0) return [];
  const loudest = Math.max(...levels, 0.01);
  return Array.from({ length: STEPS }, (_, step) => {
    const from = Math.floor((step * levels.length) / STEPS);
    const to = Math.max(from + 1, Math.floor(((step + 1) * levels.length) / STEPS));
    return Math.round((Math.max(...levels.slice(from, to)) / loudest) * 99);
  });
}

/** The loudness of a moment, between 0 and 1. @param samples bytes around 128 (AnalyserNode.getByteTimeDomainData) */
export function levelOf(samples: Uint8Array): number {
  let sum = 0;
  for (const sample of samples) sum += ((sample - 128) / 128) ** 2;
  return Math.min(1, Math.sqrt(sum / Math.max(1, samples.length)) * 2);
}
