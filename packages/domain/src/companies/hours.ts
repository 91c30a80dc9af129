/**
 * When a company is open, as data: a week, and dates that differ from it. Times are of the wall clock in the company's
 * zone, so that daylight saving moves nothing.
 */
import { z } from 'zod';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
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

/** Why a day's spans cannot stand; `null` when they can. */
export function spansProblem(day: readonly OpenSpan[]): 'endsBeforeStart' | 'overlap' | null {
  if (day.some(({ from, to }) => from >= to)) return 'endsBeforeStart';
  const sorted = [...day].sort((a, b) => a.from.localeCompare(b.from));
  return sorted.some((span, index) => span.from < (sorted[index - 1]?.to ?? '')) ? 'overlap' : null;
}

/** Whether `zone` is one that this machine's calendar knows: `America/Sao_Paulo`. */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
