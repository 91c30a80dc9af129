/**
 * When a company is open, as data: a week, and dates that differ from it. Times are of the wall clock in the company's
 * zone, so that daylight saving moves nothing.
 */
import { z } from 'zod';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** One whose end is not after its start ends the next day: 22:00 to 06:00. */
export const openSpan = z.object({ from: clock, to: clock });
export type OpenSpan = z.infer<typeof openSpan>;

/** Keys of the stored week: Sunday is '0', as in `Date`. Code counts weekdays as `LocalDay` does; `hoursOn` leads over. */
export const WEEKDAYS = ['0', '1', '2', '3', '4', '5', '6'] as const;
const spans = z.array(openSpan).max(6);
export const weekHours = z.object({
  '0': spans,
  '1': spans,
  '2': spans,
  '3': spans,
  '4': spans,
  '5': spans,
  '6': spans,
});
export type WeekHours = z.infer<typeof weekHours>;

/** The spans of a weekday as `LocalDay` counts it: Monday is 0. */
export const hoursOn = (week: WeekHours, weekday: number): OpenSpan[] => week[WEEKDAYS[(weekday + 1) % 7] ?? '0'];

/** No spans: closed all day. `date` is `2026-12-25`. */
export const hoursException = z.object({ date: z.iso.date(), name: z.string().trim().min(1).max(80), spans });
export type HoursException = z.infer<typeof hoursException>;

export const endsNextDay = ({ from, to }: OpenSpan): boolean => to <= from;

/**
 * Why a day's spans cannot stand; `null` when they can. What reaches into the next day may meet that day's spans: time is
 * counted once (openingTimes.ts).
 */
export function spansProblem(day: readonly OpenSpan[]): 'overlap' | null {
  const sorted = [...day].sort((a, b) => a.from.localeCompare(b.from));
  const overlaps = sorted.some((span, index) => {
    const before = sorted[index - 1];
    return before !== undefined && (endsNextDay(before) || span.from < before.to);
  });
  return overlaps ? 'overlap' : null;
}

/** What cannot stand of hours, and where it is: spans of a day that overlap, a date that is there twice. */
export function hoursProblems(
  week: WeekHours | null | undefined,
  exceptions: readonly HoursException[] = [],
): { path: string; message: 'overlap' | 'twice' }[] {
  const days = Object.entries(week ?? {}).map(([day, spans]) => ({ path: `hours.${day}`, spans }));
  const dates = exceptions.map(({ date, spans }) => ({ path: `exceptions.${date}`, spans }));
  const twice = exceptions.filter(({ date }, at) => exceptions.findIndex((other) => other.date === date) !== at);
  return [
    ...twice.map(({ date }) => ({ path: `exceptions.${date}`, message: 'twice' as const })),
    ...[...days, ...dates].flatMap(({ path, spans }) => {
      const message = spansProblem(spans);
      return message ? [{ path, message }] : [];
    }),
  ];
}

/** Whether `zone` is one that this machine's calendar knows: `America/Sao_Paulo`. */
export function isZone(zone: string): boolean {
  if (zonesKnown.has(zone)) return true;
  try {
    if (zone === '' || !new Intl.DateTimeFormat('en', { timeZone: zone })) return false;
  } catch {
    return false;
  }
  // Some hundred names in any case: more can only be other spellings.
  if (zonesKnown.size < MOST_ZONES_KEPT) zonesKnown.add(zone);
  return true;
}

/** A calendar of a zone is made in 0.2 ms, a third of what booking costs a server. */
const zonesKnown = new Set<string>();
const MOST_ZONES_KEPT = 1_000;
