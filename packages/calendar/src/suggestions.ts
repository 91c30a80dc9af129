/**
 * A few slots to offer instead of all (BOOK-07): spread over days and over parts of the day, those that leave no odd gap
 * first, and what the contact asked for before everything else.
 */
import { type LocalDay, wallTimeAt } from '@balcao/domain';
import type { Slot } from './freeSlots.ts';
import type { Interval } from './intervals.ts';

export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const;
export type DayPart = (typeof DAY_PARTS)[number];

/** What the contact said: `terça à tarde`. Empty: whenever. */
export type Wish = {
  /** Monday is 0. */
  weekdays: readonly number[];
  dates: readonly string[];
  parts: readonly DayPart[];
};

export type SuggestionOptions = {
  /** In whose zone a day is a day. */
  zone: string;
  most: number;
  wish: Wish;
  /** What stands in the calendars near the slots: beside it a slot of the same resource leaves no gap. */
  neighbours: readonly (Interval & { resourceId: string })[];
};

const NOON = 12 * 60;
const EVENING = 18 * 60;

/** @returns at most `most` of the slots, in order of their start. Slots that meet the wish come before all others. */
export function suggest(slots: readonly Slot[], { zone, most, wish, neighbours }: SuggestionOptions): Slot[] {
  const edges = new Set(
    neighbours.flatMap(({ resourceId, from, to }) => [`${resourceId} ${from}`, `${resourceId} ${to}`]),
  );
  const isSnug = ({ from, to, resourceIds }: Slot) =>
    resourceIds.some((id) => edges.has(`${id} ${from}`) || edges.has(`${id} ${to}`));
  const seen = slots.map((slot) => {
    const { day, minutes } = wallTimeAt(slot.from, zone);
    const part: DayPart = minutes < NOON ? 'morning' : minutes < EVENING ? 'afternoon' : 'evening';
    return { slot, day, part, meets: meets(wish, day, part), isSnug: isSnug(slot) };
  });
  const chosen: typeof seen = [];
  const left = [...seen];
  while (chosen.length < most && left.length > 0) {
    const best = left.reduce((before, next) => (isBetter(next, before) ? next : before));
    left.splice(left.indexOf(best), 1);
    chosen.push(best);
  }
  return chosen.map(({ slot }) => slot).sort((a, b) => a.from - b.from);

  function isBetter(a: (typeof seen)[number], b: (typeof seen)[number]): boolean {
    const order = (each: (typeof seen)[number]) => [
      each.meets ? 0 : 1,
      chosen.filter(({ day, part }) => day.date === each.day.date && part === each.part).length,
      chosen.filter(({ day }) => day.date === each.day.date).length,
      each.isSnug ? 0 : 1,
      each.slot.from,
    ];
    const other = order(b);
    const first = order(a).findIndex((value, index) => value !== other[index]);
    return first >= 0 && (order(a)[first] ?? 0) < (other[first] ?? 0);
  }
}

function meets({ weekdays, dates, parts }: Wish, { date, weekday }: LocalDay, part: DayPart): boolean {
  const isOnDay = weekdays.length + dates.length === 0 || weekdays.includes(weekday) || dates.includes(date);
  return isOnDay && (parts.length === 0 || parts.includes(part));
}

/** The free slots nearest to a time that is taken (BOOK-08): before or after, the nearest first. */
export function nearest(slots: readonly Slot[], to: number, most: number): Slot[] {
  return [...slots].sort((a, b) => Math.abs(a.from - to) - Math.abs(b.from - to) || a.from - b.from).slice(0, most);
}
