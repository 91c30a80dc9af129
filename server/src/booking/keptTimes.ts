/**
 * Free times that were counted, kept a UTC day each, so that questions about overlapping weeks share them. Neither notice
 * nor horizon is in them: those are cut out of the answer, since they move with every minute.
 *
 * A key names the numbers of everything that the answer was counted from (`agenda_version`): what changed has another key,
 * and an answer is never wrong, only unused. The least recently used go first.
 */
import type { Slot } from '@balcao/calendar';

/** `until`: when the first of the holds that it counts is over. */
export type KeptDay = { slots: readonly Slot[]; until: number };

/** Names of resources in all kept slots: some 40 bytes each. Higher: memory. Lower: days are counted again. */
const MOST_NAMES = 500_000;

const days = new Map<string, KeptDay>();
let names = 0;

/** @returns null where it was not counted, or a hold of then is over by now. */
export function keptDay(key: string, now: number): KeptDay | null {
  const day = days.get(key);
  if (!day) return null;
  days.delete(key);
  if (day.until <= now) {
    names -= weightOf(day);
    return null;
  }
  days.set(key, day);
  return day;
}

export function keepDay(key: string, day: KeptDay): void {
  const before = days.get(key);
  if (before) names -= weightOf(before);
  days.delete(key);
  days.set(key, day);
  names += weightOf(day);
  for (const [oldest, each] of days) {
    if (names <= MOST_NAMES) break;
    days.delete(oldest);
    names -= weightOf(each);
  }
}

/** A day without slots counts as well. */
const weightOf = ({ slots }: KeptDay): number => slots.reduce((sum, { resourceIds }) => sum + resourceIds.length, 10);
