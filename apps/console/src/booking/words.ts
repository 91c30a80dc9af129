import { useMemo } from 'react';
import { useLanguage } from '../i18n/useLanguage.ts';

/** Times of the calendar as people say them, in the calendar's zone. */
export function useClock(zone: string) {
  const language = useLanguage();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: language === 'en' ? 'h12' : 'h23' });
    const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
    const short = format({ weekday: 'short', day: 'numeric' });
    const month = format({ month: 'long', year: 'numeric' });
    const full = format({
      weekday: 'short',
      day: '2-digit',
      month: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    const range = format({ day: 'numeric', month: 'short', year: 'numeric' });
    return {
      clock: (at: number) => clock.format(at),
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
