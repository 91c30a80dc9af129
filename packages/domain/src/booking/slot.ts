import { z } from 'zod';
import { isZone } from '../companies/hours.ts';
import { Refusal } from '../problem.ts';

const instant = z.int().min(0).max(9_999_999_999_999);

/** When, with whom and where on the calendar: what moves as one (BOOK-14). */
export const appointmentSlot = z.object({
  /** Epoch ms. */
  from: instant,
  to: instant,
  /** The zone that it was meant in (BOOK-05). */
  zone: z.string().max(60),
  /** None: it stands in the column of those that nobody has yet. */
  resourceIds: z.array(z.uuid()).max(20),
});
export type AppointmentSlot = z.infer<typeof appointmentSlot>;

/** A free time to offer instead of one that is taken. */
export const freeSlot = z.object({ from: instant, to: instant, resourceIds: z.array(z.string()) });
export type FreeSlot = z.infer<typeof freeSlot>;

const LONGEST_MS = 7 * 86_400_000;

/** @throws Refusal `appointment.badTime`, `calendar.badZone` */
export function demandSlot({ from, to, zone }: Pick<AppointmentSlot, 'from' | 'to' | 'zone'>): void {
  if (!isZone(zone)) throw new Refusal({ code: 'calendar.badZone', zone });
  if (!(to > from)) throw new Refusal({ code: 'appointment.badTime', reason: 'endNotAfterStart' });
  if (to - from > LONGEST_MS) throw new Refusal({ code: 'appointment.badTime', reason: 'tooLong' });
}
