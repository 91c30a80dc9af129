import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Time, TimesOf } from './server.ts';
import { byDay, type DayKey, dayOf, type MonthKey, monthAfter, monthOf, spanOf } from './times.ts';
import { useAsked } from './useAsked.ts';

export type Month = {
  month: MonthKey;
  today: DayKey;
  days: ReadonlyMap<DayKey, Time[]>;
  state: 'loading' | 'failed' | 'here';
  /** Nothing is offered before it or after it. */
  mayGo: { back: boolean; on: boolean };
  go(by: number): void;
  again(): void;
};

const DAY_MS = 86_400_000;

/** The free times of the month that is looked at; asked for anew with every month, since they are hours' goods. */
export function useMonth(times: TimesOf, { minutes, zone, horizonDays }: Wanted): Month {
  const today = dayOf(Date.now(), zone);
  const [month, setMonth] = useState<MonthKey>(monthOf(today));
  const ask = useCallback(() => times({ ...spanOf(month), minutes }), [times, month, minutes]);
  const { asked, again } = useAsked(ask);
  const found = asked.kind === 'here' ? asked.value.times : null;
  const days = useMemo(() => {
    const all = byDay(found ?? [], zone);
    return new Map([...all].filter(([day]) => monthOf(day) === month));
  }, [found, zone, month]);
  const [isSeeking, setSeeking] = useState(true);
  const isEmpty = asked.kind === 'here' && days.size === 0;
  const last = monthOf(dayOf(Date.now() + horizonDays * DAY_MS, zone));
  // Whoever opens the page sees the first month in which something is free.
  useEffect(() => {
    if (!isSeeking || asked.kind !== 'here') return;
    if (isEmpty && month < last) setMonth(monthAfter(month, 1));
    else setSeeking(false);
  }, [isSeeking, isEmpty, asked.kind, month, last]);
  return {
    month,
    today,
    days,
    state: isSeeking && isEmpty && month < last ? 'loading' : asked.kind,
    mayGo: { back: month > monthOf(today), on: month < last },
    go: (by) => {
      setSeeking(false);
      setMonth(monthAfter(month, by));
    },
    again,
  };
}
type Wanted = { minutes: number; zone: string; horizonDays: number };
