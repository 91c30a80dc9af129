import { z } from 'zod';
import { type AppointmentType, answersQuery, freeTimes } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { visitName } from './visits.ts';

const DAY_MS = 86_400_000;
/** A month with the rest of its first and last week. */
const MOST_DAYS = 43;

const time = z.coerce.number().int().min(0).max(9_999_999_999_999);
export const timesQuery = z.object({
  from: time,
  to: time,
  minutes: z.coerce.number().int().min(1).max(1_440),
  visit: visitName,
  answers: answersQuery,
});

/** `places`: how many are left; `null` where there is only ever one. */
export type Offered = { from: number; places: number | null };

/** What the engine offers, without saying by whom. */
export async function offeredTimes(
  trx: Trx,
  companyId: string,
  type: AppointmentType,
  { from, to, minutes }: Omit<z.output<typeof timesQuery>, 'visit' | 'answers'>,
  { now, except }: { now: Date; except?: string },
): Promise<Offered[]> {
  const slots = await freeTimes(trx, companyId, {
    type,
    durationMinutes: minutes,
    from,
    to: Math.min(to, from + MOST_DAYS * DAY_MS),
    now,
    ...(except === undefined ? {} : { except }),
  });
  return slots.map((slot) => ({ from: slot.from, places: type.settings.capacity > 1 ? slot.places : null }));
}
