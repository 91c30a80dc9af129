const BARS = 44;
const LOWEST = 0.14;

/**
 * The bars of a recording, heights between 0.14 and 1. Platforms tell no levels of what contacts record, so those are a
 * plain line to seek on.
 * @param levels from 0 to 99, as they were measured while it was recorded here
 */
export function barsOf(levels: readonly number[] | undefined): number[] {
  return Array.from({ length: BARS }, (_, bar) => {
    const level = levels?.[Math.floor((bar * levels.length) / BARS)] ?? 0;
    return LOWEST + (1 - LOWEST) * (level / 99);
  });
}
