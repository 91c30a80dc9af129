import { localDay } from '@balcao/domain';
import { useCallback } from 'react';
import { instantAt } from './layout.ts';

const HALF_HOUR_MS = 30 * 60_000;
const MORNING_MINUTES = 9 * 60;

/** Where something new begins when nobody pointed: the next half hour of today, or nine o'clock of another day. */
export function useNewTime(date: string, zone: string): () => number {
  return useCallback(() => {
    const day = localDay(date, zone);
    const now = Date.now();
    const isToday = day.from <= now && now < day.to;
    return isToday ? Math.ceil(now / HALF_HOUR_MS) * HALF_HOUR_MS : instantAt(day, MORNING_MINUTES, zone);
  }, [date, zone]);
}
