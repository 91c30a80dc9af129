/**
 * From the wall clock of a zone to instants, and back. A day on which no clock changes is read from its midnight alone;
 * the library is asked once a day and zone, because a question costs it some 10 µs and a month of slots has thousands.
 *
 * Where a time comes twice, the caller says which; a time that a change leaps over is the moment of the change.
 */
import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Days kept in mind, of all zones; one in some 400 bytes. Lower: long views ask again and again. */
const REMEMBERED_DAYS = 4_000;

export type LocalDay = {
  /** `2026-11-21` */
  date: string;
  /** Monday is 0, Sunday 6 (BOOK-02): so everywhere but in the stored keys of opening hours (`hoursOn`, hours.ts). */
  weekday: number;
  /** Epoch ms of the day's first moment, and of the next day's. */
  from: number;
  to: number;
};

/** Whose day is not 24 hours of one offset: only there is the library asked for each time. */
type KnownDay = LocalDay & { isRegular: boolean; next: string; previous: string };
const known = new Map<string, KnownDay>();
/** The day of each zone that was asked for last: what is asked for next is mostly the same, or beside it. */
const latest = new Map<string, KnownDay>();

export function localDay(date: string, zone: string): LocalDay {
  return knownDay(date, zone);
}

/** The day that it is in `zone` at an instant. */
export function localDayAt(at: number, zone: string): LocalDay {
  return dayHolding(at, zone);
}

/** Days from the one that holds `from` to the one that holds the last moment before `to`, in order. */
export function localDays(from: number, to: number, zone: string): LocalDay[] {
  const days: LocalDay[] = [];
  const first = localDayAt(from, zone);
  for (let day = knownDay(first.date, zone); day.from < to; day = knownDay(day.next, zone)) days.push(day);
  return days;
}

/** @param minutes since midnight on the wall clock; 1440 is the midnight after. */
export function instantOn(
  day: LocalDay,
  minutes: number,
  zone: string,
  ofTwo: 'earlier' | 'later' = 'earlier',
): number {
  const { isRegular } = knownDay(day.date, zone);
  if (isRegular) return day.from + minutes * MINUTE_MS;
  if (minutes === 0) return day.from;
  if (minutes === 1440) return day.to;
  const local = Temporal.PlainDate.from(day.date).toPlainDateTime({
    hour: Math.floor(minutes / 60),
    minute: minutes % 60,
  });
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(local)) {
    const chosen = ofTwo === 'earlier' ? first : local.toZonedDateTime(zone, { disambiguation: 'later' });
    return chosen.epochMilliseconds;
  }
  const change = first.getTimeZoneTransition('next');
  return change?.epochMilliseconds ?? first.epochMilliseconds;
}

/** What the wall clock of `zone` shows at an instant: the day, and minutes since its midnight. Seconds are left out. */
export function wallTimeAt(at: number, zone: string): { day: LocalDay; minutes: number } {
  const day = dayHolding(at, zone);
  if (day.isRegular) return { day, minutes: Math.floor((at - day.from) / MINUTE_MS) };
  const zoned = zonedAt(at, zone);
  return { day, minutes: zoned.hour * 60 + zoned.minute };
}

/** `08:30` in minutes since midnight; `24:00` is 1440. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

function knownDay(date: string, zone: string): KnownDay {
  const key = `${zone} ${date}`;
  const found = known.get(key);
  if (found) return found;
  const plain = Temporal.PlainDate.from(date);
  const start = plain.toZonedDateTime(zone);
  const from = start.epochMilliseconds;
  const next = plain.add({ days: 1 });
  const previous = plain.subtract({ days: 1 }).toString();
  const to = next.toZonedDateTime(zone).epochMilliseconds;
  const change = start.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const isRegular = to - from === DAY_MS && change >= to && start.hour === 0 && start.minute === 0;
  const day = { date, weekday: plain.dayOfWeek - 1, from, to, isRegular, next: next.toString(), previous };
  if (known.size >= REMEMBERED_DAYS) known.clear();
  known.set(key, day);
  return day;
}

function dayHolding(at: number, zone: string): KnownDay {
  const recent = latest.get(zone);
  const beside = recent && knownBeside(recent, at, zone);
  const day = beside ?? knownDay(zonedAt(at, zone).toPlainDate().toString(), zone);
  latest.set(zone, day);
  return day;
}

function knownBeside(recent: KnownDay, at: number, zone: string): KnownDay | undefined {
  if (at >= recent.from && at < recent.to) return recent;
  const date = at < recent.from ? recent.previous : recent.next;
  const day = known.get(`${zone} ${date}`);
  return day && day.from <= at && at < day.to ? day : undefined;
}

const zonedAt = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
