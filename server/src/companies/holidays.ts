import type { Language } from '@balcao/domain';
import Holidays from 'date-holidays';

export const HOLIDAY_COUNTRIES = ['BR', 'CL', 'AR', 'MX', 'CO', 'US'] as const;
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number];

/**
 * A country's public holidays of a year, by date (date-holidays: movable feasts and days moved to Mondays reckoned). Those
 * of states and towns are one's own to add.
 */
export function holidaysOf(
  country: HolidayCountry,
  year: number,
  language: Language,
): { date: string; name: string }[] {
  const days = new Holidays(country).getHolidays(year, language.slice(0, 2));
  const named = new Map<string, string>();
  for (const { date, name, type } of days) {
    // Its dates are of the wall clock: `2026-12-25 00:00:00`. Of two on one day the first gives the name.
    const day = date.slice(0, 10);
    if (type === 'public' && !named.has(day)) named.set(day, name);
  }
  return [...named]
    .map(([date, name]) => ({ date, name: name.slice(0, 80) }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
}
