/**
 * Rules of recurrence (RFC 5545, 3.3.10), read strictly: what the reader below would take as something else, or look for
 * without end, is refused before. Refused beside what the RFC forbids: repeating within a day, and intervals beyond 1,000.
 */
import { Refusal } from '@balcao/domain';
import ICAL from 'ical.js';

const FREQUENCIES = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
type Frequency = (typeof FREQUENCIES)[number];

/** The reader steps through every day between two times: a billion of them stop a server. */
const LONGEST_INTERVAL = 1_000;
const MOST_TIMES = 100_000;

const numbers = (least: number, most: number, { signed = false } = {}) => {
  return (value: string): boolean =>
    value.split(',').every((each) => {
      if (!(signed ? /^[+-]?\d{1,6}$/ : /^\d{1,6}$/).test(each)) return false;
      const size = Math.abs(Number(each));
      return size >= least && size <= most;
    });
};

const DAY_OF_WEEK = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
/** "The first Monday" is of a month or a year; of a week or a day it says nothing. */
const LARGEST_ORDINAL: Record<Frequency, number> = { DAILY: 0, WEEKLY: 0, MONTHLY: 5, YEARLY: 53 };

function areDays(value: string, frequency: Frequency): boolean {
  return value.split(',').every((each) => {
    const found = DAY_OF_WEEK.exec(each);
    if (!found) return false;
    if (found[1] === undefined) return true;
    const size = Math.abs(Number(found[1]));
    return size >= 1 && size <= LARGEST_ORDINAL[frequency];
  });
}

/** A day that the calendar has, and a time that a clock shows: `20260230` is neither rounded nor guessed. */
function isMoment(value: string): boolean {
  const found = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z?)?$/.exec(value);
  if (!found) return false;
  const date = `${found[1]}-${found[2]}-${found[3]}`;
  const at = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date);
}

const PARTS: Record<string, (value: string, frequency: Frequency) => boolean> = {
  FREQ: () => true,
  INTERVAL: numbers(1, LONGEST_INTERVAL),
  COUNT: numbers(1, MOST_TIMES),
  UNTIL: isMoment,
  WKST: (value) => DAY_OF_WEEK.exec(value)?.[1] === undefined && DAY_OF_WEEK.test(value),
  BYDAY: areDays,
  BYMONTH: numbers(1, 12),
  BYMONTHDAY: (value, frequency) => frequency !== 'WEEKLY' && numbers(1, 31, { signed: true })(value),
  BYYEARDAY: (value, frequency) => frequency === 'YEARLY' && numbers(1, 366, { signed: true })(value),
  BYWEEKNO: (value, frequency) => frequency === 'YEARLY' && numbers(1, 53, { signed: true })(value),
  BYSETPOS: (value, frequency) =>
    (frequency === 'MONTHLY' || frequency === 'YEARLY') && numbers(1, 366, { signed: true })(value),
};

/**
 * What calendars write about a year names its days in one way. Of several at once ("the 29th, if a Monday, of week 9") the
 * reader looks through a whole year day by day, for up to half a minute.
 */
function isOneKindOfDay(given: ReadonlyMap<string, string>): boolean {
  const ways = ['BYMONTHDAY', 'BYDAY', 'BYYEARDAY'].filter((name) => given.has(name)).length;
  const isWeekAlone = !given.has('BYWEEKNO') || !['BYMONTH', 'BYMONTHDAY', 'BYYEARDAY'].some((name) => given.has(name));
  return ways <= 1 && isWeekAlone && (!given.has('BYSETPOS') || isOneMonth(given));
}

/** "The fourth Thursday of November", as Outlook writes it. */
const isOneMonth = (given: ReadonlyMap<string, string>): boolean =>
  numbers(1, 12)(given.get('BYMONTH') ?? '') &&
  !given.get('BYMONTH')?.includes(',') &&
  (given.get('INTERVAL') ?? '1') === '1' &&
  given.has('BYDAY');

const ANY_START = new ICAL.Time({ year: 2026, month: 1, day: 1, hour: 9 }, ICAL.Timezone.localTimezone);

/** @throws Refusal `calendar.badRecurrence` */
export function parseRecurrence(rrule: string): ICAL.Recur {
  const refused = (cause?: unknown) => new Refusal({ code: 'calendar.badRecurrence', rrule }, { cause });
  const parts = rrule.split(';').map((part): [string, string] => {
    const [name = '', ...value] = part.split('=');
    return [name, value.join('=')];
  });
  const given = new Map(parts);
  const frequency = FREQUENCIES.find((each) => each === given.get('FREQ'));
  if (!frequency || given.size !== parts.length || (given.has('COUNT') && given.has('UNTIL'))) throw refused();
  if (!parts.every(([name, value]) => PARTS[name]?.(value, frequency))) throw refused();
  if (frequency === 'YEARLY' && !isOneKindOfDay(given)) throw refused();
  try {
    const recur = ICAL.Recur.fromString(rrule);
    // Parts that do not go together show when it begins. By day and by week it may look for its first day without end.
    if (frequency === 'MONTHLY' || frequency === 'YEARLY') recur.clone().iterator(ANY_START);
    return recur;
  } catch (error) {
    throw refused(error);
  }
}

/** A rule that always finds its next day, what that day must be like besides, and how many such days there are at most. */
export type Steps = { recur: ICAL.Recur; fits: (day: ICAL.Time) => boolean; most: number };

/**
 * Takes out of a rule by day or by week what only leaves days out: the reader goes from day to day until one fits, and where
 * none ever does (each seventh day from a Monday, on Tuesdays) it never comes back. By month and by year it gives up itself.
 */
export function stepsOf(rrule: string): Steps {
  const recur = parseRecurrence(rrule);
  const most = recur.count ?? Number.POSITIVE_INFINITY;
  // In one month of every year is every month, but for the others.
  if (recur.freq === 'YEARLY' && recur.parts.BYSETPOS) recur.freq = 'MONTHLY';
  if (recur.freq !== 'DAILY' && recur.freq !== 'WEEKLY') return { recur, fits: () => true, most };
  const months = (recur.parts.BYMONTH ?? []).map(Number);
  const monthDays = (recur.parts.BYMONTHDAY ?? []).map(Number);
  const days = recur.freq === 'DAILY' ? (recur.parts.BYDAY ?? []).map(String) : [];
  const plain = recur.clone();
  plain.count = null;
  const { BYMONTH: _months, BYMONTHDAY, BYDAY, ...left } = plain.parts;
  plain.parts = recur.freq === 'DAILY' ? left : { ...left, ...(BYMONTHDAY && { BYMONTHDAY }), ...(BYDAY && { BYDAY }) };
  const fits = (day: ICAL.Time) =>
    (months.length === 0 || months.includes(day.month)) &&
    (monthDays.length === 0 || monthDays.some((each) => day.day === (each > 0 ? each : lastDay(day) + 1 + each))) &&
    (days.length === 0 || days.includes(NAMES[day.dayOfWeek() - 1] ?? ''));
  return { recur: plain, fits, most };
}

/** As ical.js counts them: Sunday is 1. */
const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const lastDay = ({ year, month }: ICAL.Time): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
