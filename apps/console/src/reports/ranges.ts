import type { Language } from '@balcao/domain';

export const RANGES = ['today', 'yesterday', 'week', 'lastWeek', 'month', 'own'] as const;
export type RangeName = (typeof RANGES)[number];
export type Range = { from: string; to: string };

/** Days as the reader's calendar has them, both included; weeks begin on Monday. */
export function rangeOf(name: RangeName, now: Date): Range {
  const day = (offset: number) => {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + offset);
    const two = (value: number) => String(value).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  };
  const sinceMonday = (now.getDay() + 6) % 7;
  switch (name) {
    case 'today':
      return { from: day(0), to: day(0) };
    case 'yesterday':
      return { from: day(-1), to: day(-1) };
    case 'week':
    case 'own':
      return { from: day(-sinceMonday), to: day(6 - sinceMonday) };
    case 'lastWeek':
      return { from: day(-sinceMonday - 7), to: day(-sinceMonday - 1) };
    case 'month':
      return { from: day(-29), to: day(0) };
  }
}

/** Each day of it, both ends included. */
export function daysOf({ from, to }: Range): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** `21 de nov.`: a date without a time has no zone. */
export const dayLabel = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
