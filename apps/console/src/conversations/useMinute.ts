import { useFromNow } from '../i18n/clock.ts';

const MINUTE_MS = 60_000;
const toMinute = (now: number) => Math.floor(now / MINUTE_MS) * MINUTE_MS;

/** The present to the minute (epoch ms): as exact as a countdown in words needs it. */
export function useMinute(): number {
  return useFromNow(toMinute);
}
