import { type DayPart, type Slot, suggest } from '@balcao/calendar';
import type { Trx } from '../db/index.ts';
import { freeTimes } from './freeTimes.ts';
import type { AppointmentType } from './settingsStore.ts';
import { occupiedBetween } from './store.ts';

const DAY_MS = 86_400_000;
/** Further on nobody knows yet what they want. */
export const SUGGESTED_DAYS = 14;

export type SuggestionQuery = {
  type: AppointmentType;
  /** Minutes; not given: the type's usual one. */
  durationMinutes?: number;
  /** Of these only; empty: all that serve the type. */
  resourceIds?: readonly string[];
  /** Epoch ms: so many days from here on. */
  from: number;
  days: number;
  most: number;
  /** In whose zone a day is a day, and an afternoon one. */
  zone: string;
  /** What they said: `terça à tarde`. */
  wish: { weekdays: readonly number[]; dates: readonly string[]; parts: readonly DayPart[] };
  now: Date;
};

/** A few of the free times, as one would name them on the telephone (BOOK-07). */
export async function suggestTimes(trx: Trx, companyId: string, query: SuggestionQuery): Promise<Slot[]> {
  const { from, days, most, zone, wish, now, ...asked } = query;
  const to = from + days * DAY_MS;
  const free = await freeTimes(trx, companyId, { ...asked, from, to, now });
  const resourceIds = [...new Set(free.flatMap((slot) => slot.resourceIds))];
  const neighbours = await occupiedBetween(trx, companyId, { resourceIds, from: from - DAY_MS, to: to + DAY_MS, now });
  return suggest(free, { zone, most, wish, neighbours });
}
