import { useMemo } from 'react';
import { useLanguage } from '../i18n/useLanguage.ts';

/** Times of the calendar as people say them, in the calendar's zone. */
export function useClock(zone: string) {
  const language = useLanguage();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    const hourCycle = language === 'en' ? 'h12' : 'h23';
    const hours = hourCycle === 'h12' ? 'numeric' : '2-digit';
    const clock = format({ hour: hours, minute: '2-digit', hourCycle });
    // Along an axis nothing but the hour counts; the same on every day and in every zone.
    const hour = new Intl.DateTimeFormat(language, {
      hour: hours,
      ...(hourCycle === 'h23' && { minute: '2-digit' }),
      hourCycle,
      timeZone: 'UTC',
    });
    const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
    const short = format({ weekday: 'short', day: 'numeric' });
    const month = format({ month: 'long', year: 'numeric' });
    const full = format({
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      hour: hours,
      minute: '2-digit',
      hourCycle,
    });
    const range = format({ day: 'numeric', month: 'short', year: 'numeric' });
    return {
      clock: (at: number) => clock.format(at),
      /** @param of the day, 0 to 23. */
      hour: (of: number) => hour.format(of * 3_600_000),
      span: ({ from, to }: { from: number; to: number }) => `${clock.format(from)}–${clock.format(to)}`,
      long: (at: number) => long.format(at),
      short: (at: number) => short.format(at),
      month: (at: number) => month.format(at),
      full: (at: number) => full.format(at),
      range: (from: number, to: number) => range.formatRange(from, to),
    };
  }, [language, zone]);
}
export type Clock = ReturnType<typeof useClock>;
