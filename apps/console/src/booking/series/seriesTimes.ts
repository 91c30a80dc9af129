/** The times of appointments that recur: pure, from a rule and back to one (BOOK-09). */
import { timesOf } from '@balcao/calendar';
import { type AppointmentSlot, instantIn, localDay, wallIn } from '@balcao/domain';

export const REPEATS = ['once', 'daily', 'workdays', 'weekly', 'fortnightly', 'monthly'] as const;
export type Repeat = (typeof REPEATS)[number];

/** A year of weeks, or ten weeks of working days. Higher: a form whose conflicts nobody reads. */
export const MOST_TIMES = 52;
export const LEAST_TIMES = 2;

const RULES: Record<Exclude<Repeat, 'once'>, string> = {
  daily: 'FREQ=DAILY',
  workdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
};

/** RFC 5545, without the property's name; empty: once. */
export const ruleOf = (repeat: Repeat, times: number): string =>
  repeat === 'once' ? '' : `${RULES[repeat]};COUNT=${Math.min(MOST_TIMES, Math.max(LEAST_TIMES, Math.round(times)))}`;

export type Span = { from: number; to: number };
const FAR_MS = 6 * 366 * 86_400_000;

/**
 * Nine o'clock stays nine o'clock when clocks change, and each is as long as the first. A month without the 31st has none,
 * so monthly times reach further.
 */
export function timesOfRule({ from, to, zone }: Pick<AppointmentSlot, 'from' | 'to' | 'zone'>, rule: string): Span[] {
  if (rule === '') return [{ from, to }];
  const times = timesOf({ resourceId: null, from, to, zone, rrule: rule, exceptions: [] }, { from, to: from + FAR_MS });
  return times.slice(0, MOST_TIMES).map((time) => ({ from: time.from, to: time.from + (to - from) }));
}

/** From one time to another: whole days, and where the clock stands then. */
export type Shift = { days: number; clock: string; lengthMs: number };

const DAY_MS = 86_400_000;
const dateOf = (wall: string): string => wall.slice(0, 10);

/** How a time of a series was changed, so that the others can be changed alike. */
export function shiftOf(before: AppointmentSlot, after: AppointmentSlot): Shift {
  const [old, wall] = [wallIn(after.zone, before.from), wallIn(after.zone, after.from)];
  const days = Math.round((Date.parse(dateOf(wall)) - Date.parse(dateOf(old))) / DAY_MS);
  return { days, clock: wall.slice(11), lengthMs: after.to - after.from };
}

/** @param start epoch ms */
export function shifted(start: number, { days, clock, lengthMs }: Shift, zone: string): Span {
  const date = new Date(Date.parse(`${dateOf(wallIn(zone, start))}T12:00:00Z`) + days * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const from = instantIn(zone, `${date}T${clock}`) ?? localDay(date, zone).from;
  return { from, to: from + lengthMs };
}
