import type { Language } from '@balcao/domain';

/**
 * How time is written: as people say it.
 *
 * - `list`: the shortest that tells apart: "agora", "14:32", "ontem", "qui", "26/11", "26/11/2025".
 * - `ago`: how long since: "agora", "há 4 min", "há 2 h", then as `full`.
 * - `clock`: "14:32".
 * - `day`: "hoje", "ontem", "quinta-feira, 26 de novembro".
 * - `full`: "qui 26/11 15:30", with the year when it is another one.
 */
export type TimeStyle = 'list' | 'ago' | 'clock' | 'day' | 'full';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Within it a weekday alone names one day. */
const WEEK_DAYS = 6;

/** Intl's formats cost a millisecond to make and a microsecond to use. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(
  language: Language,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language, zone ? { ...options, timeZone: zone } : options);
  formats.set(key, made);
  return made;
}

/**
 * @param at @param now epoch ms. A moment up to a minute ahead of `now` (another clock) counts as now.
 * @param zone IANA; the machine's own when left out.
 */
export function timeInWords(at: number, now: number, style: TimeStyle, language: Language, zone?: string): string {
  const say = (options: Intl.DateTimeFormatOptions) => format(language, zone, options).format(at);
  const clock = () => say({ hour: language === 'en' ? 'numeric' : '2-digit', minute: '2-digit' });
  const days = daysBetween(at, now, zone);
  const sameYear = yearOf(at, zone) === yearOf(now, zone);
  const full = () => `${shortDay(at, language, zone, sameYear)} ${clock()}`;
  const isNow = Math.abs(now - at) < MINUTE_MS;

  switch (style) {
    case 'clock':
      return clock();
    case 'full':
      return full();
    case 'ago':
      if (isNow) return relative(language, 0, 'second', 'auto');
      if (at < now && now - at < HOUR_MS) return relative(language, -Math.floor((now - at) / MINUTE_MS), 'minute');
      if (at < now && now - at < 12 * HOUR_MS) return relative(language, -Math.floor((now - at) / HOUR_MS), 'hour');
      return full();
    case 'day':
      if (days === 0 || days === 1) return relative(language, -days, 'day', 'auto');
      return say({ weekday: 'long', day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) });
    case 'list':
      if (isNow) return relative(language, 0, 'second', 'auto');
      if (days === 0) return clock();
      if (days === 1) return relative(language, -1, 'day', 'auto');
      if (days > 1 && days <= WEEK_DAYS) return weekday(at, language, zone);
      return numericDay(at, language, zone, sameYear);
  }
}

/** To the second, with zone: what shows on hover. */
export function exactTime(at: number, language: Language, zone?: string): string {
  return format(language, zone, { dateStyle: 'full', timeStyle: 'long' }).format(at);
}

function relative(
  language: Language,
  count: number,
  unit: Intl.RelativeTimeFormatUnit,
  numeric: 'auto' | 'always' = 'always',
): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric, style: 'short' }).format(count, unit);
  return words.replace(/\.(?= |$)/g, ''); // "4 min." is "4 min" to people
}

/** "qui", without the full stop that some languages put. */
function weekday(at: number, language: Language, zone?: string): string {
  return format(language, zone, { weekday: 'short' }).format(at).replace(/\.$/, '');
}

/** "26/11" or "26/11/2025"; in English "Nov 26", since 11/12 is two days there. */
function numericDay(at: number, language: Language, zone: string | undefined, sameYear: boolean): string {
  const month = language === 'en' ? 'short' : '2-digit';
  const day = language === 'en' ? 'numeric' : '2-digit';
  return format(language, zone, { day, month, ...(!sameYear && { year: 'numeric' }) }).format(at);
}

function shortDay(at: number, language: Language, zone: string | undefined, sameYear: boolean): string {
  return `${weekday(at, language, zone)} ${numericDay(at, language, zone, sameYear)}`;
}

function yearOf(at: number, zone?: string): string {
  return format('en', zone, { year: 'numeric' }).format(at);
}

/** Calendar days from `at` to `now` in the zone, not spans of 24 hours: 23:59 was yesterday at 00:01. */
function daysBetween(at: number, now: number, zone?: string): number {
  const midnightUtc = (time: number) => {
    const parts = format('en', zone, { year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(time);
    const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
    return Date.UTC(part('year'), part('month') - 1, part('day'));
  };
  return Math.round((midnightUtc(now) - midnightUtc(at)) / (24 * HOUR_MS));
}
