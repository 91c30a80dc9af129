/**
 * Times in which a resource is not there (BOOK-03), once or again and again by RFC 5545. Recurrence is counted on the wall
 * clock of the zone that the block was meant in: nine o'clock stays nine o'clock when clocks change (BOOK-05).
 */
import { instantOn, localDay, Refusal, wallTimeAt } from '@balcao/domain';
import ICAL from 'ical.js';
import type { Interval } from './intervals.ts';
import { stepsOf } from './recurrence.ts';

export { parseRecurrence } from './recurrence.ts';

export type Block = {
  /** `null`: of every resource. */
  resourceId: string | null;
  /** The first time, or the only one. */
  from: number;
  to: number;
  zone: string;
  /** `FREQ=WEEKLY;BYDAY=MO`, without the name; `null`: once. */
  rrule: string | null;
  /** Starts that are left out. */
  exceptions: readonly number[];
};

/** Between two looks at a rule that never comes true again. */
const MOST_STEPS = 20_000;

/** Each block's times as far as somebody asked, so that a month is counted once, however often it is looked at. */
const counted = new WeakMap<Block, { until: number; times: Interval[] }>();

/** Times of the block that touch `bounds`, in order. @throws Refusal `calendar.badRecurrence` */
export function timesOf(block: Block, bounds: Interval): Interval[] {
  if (block.rrule === null) return touching([{ from: block.from, to: block.to }], bounds);
  const known = counted.get(block);
  if (known && known.until >= bounds.to) return touching(known.times, bounds);
  const times = count(block, block.rrule, bounds.to);
  counted.set(block, { until: bounds.to, times });
  return touching(times, bounds);
}

function count(block: Block, rrule: string, until: number): Interval[] {
  const { zone } = block;
  const start = wallTimeAt(block.from, zone);
  const end = wallTimeAt(block.to, zone);
  const days = Math.round((Date.parse(end.day.date) - Date.parse(start.day.date)) / 86_400_000);
  const left = new Set(block.exceptions);
  const { recur, fits, most } = stepsOf(rrule);
  // An end in UTC is compared with times on the wall clock.
  if (recur.until && recur.until.zone === ICAL.Timezone.utcTimezone) {
    const last = wallTimeAt(recur.until.toUnixTime() * 1_000, zone);
    recur.until = onWallClock(last.day.date, last.minutes);
  }
  const iterator = iteratorFrom(recur, onWallClock(start.day.date, start.minutes), rrule);
  const times: Interval[] = [];
  const last = wallTimeAt(until, zone).day.date;
  let found = 0;
  for (let step = 0; step < MOST_STEPS && found < most; step += 1) {
    const next = iterator.next();
    if (!next || dateOf(next) > last) break;
    if (!fits(next)) continue;
    found += 1;
    const day = localDay(dateOf(next), zone);
    const from = instantOn(day, start.minutes, zone);
    if (from >= until) break;
    const lastDay = days === 0 ? day : localDay(dayAfter(day.date, days), zone);
    const to = instantOn(lastDay, end.minutes, zone, 'later');
    if (!left.has(from) && from < to) times.push({ from, to });
  }
  return times;
}

/** Some rules do not go with the day on which they begin: a fifth Monday where the first month has four. */
function iteratorFrom(recur: ICAL.Recur, start: ICAL.Time, rrule: string): ICAL.RecurIterator {
  try {
    return recur.iterator(start);
  } catch (error) {
    throw new Refusal({ code: 'calendar.badRecurrence', rrule }, { cause: error });
  }
}

/** Floating, as RFC 5545 calls it: without a zone, for counting on the wall clock. */
const onWallClock = (date: string, minutes: number): ICAL.Time =>
  new ICAL.Time(
    {
      year: Number(date.slice(0, 4)),
      month: Number(date.slice(5, 7)),
      day: Number(date.slice(8, 10)),
      hour: Math.floor(minutes / 60),
      minute: minutes % 60,
      second: 0,
    },
    ICAL.Timezone.localTimezone,
  );

const dateOf = ({ year, month, day }: ICAL.Time): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

function touching(times: readonly Interval[], { from, to }: Interval): Interval[] {
  // They are in order of their start, and of their end: all are equally long on the wall clock.
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const found: Interval[] = [];
  for (let index = low; index < times.length; index += 1) {
    const time = times[index];
    if (!time || time.from >= to) break;
    found.push(time);
  }
  return found;
}
