import { Refusal } from '../problem.ts';
import { localDayAt } from '../time/wallClock.ts';
import type { AppointmentSlot } from './slot.ts';

/** BOOK-04. `conflict`: booked offline and taken meanwhile; somebody decides (BOOK-13). */
export const APPOINTMENT_STATUSES = [
  'requested',
  'scheduled',
  'confirmed',
  'completed',
  'cancelled',
  'no_show',
  'conflict',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

export const APPOINTMENT_MOVES = [
  'approve',
  'confirm',
  'complete',
  'miss',
  'cancel',
  'collide',
  'settle',
  'restore',
] as const;
export type AppointmentMove = (typeof APPOINTMENT_MOVES)[number];

/** The whole machine as data: a move that is not here is refused. */
const TRANSITIONS: Record<AppointmentStatus, Partial<Record<AppointmentMove, AppointmentStatus>>> = {
  requested: { approve: 'scheduled', cancel: 'cancelled', collide: 'conflict' },
  scheduled: { confirm: 'confirmed', complete: 'completed', miss: 'no_show', cancel: 'cancelled', collide: 'conflict' },
  confirmed: {
    complete: 'completed',
    miss: 'no_show',
    cancel: 'cancelled',
    collide: 'conflict',
    restore: 'scheduled',
  },
  // Put right by whoever was wrong, or undone (BOOK-15).
  completed: { miss: 'no_show', restore: 'scheduled' },
  no_show: { complete: 'completed', restore: 'scheduled' },
  // Brought back, it must find a place again.
  cancelled: { restore: 'scheduled' },
  // Given another time, or the same one knowingly.
  conflict: { settle: 'scheduled', cancel: 'cancelled' },
};

/** @throws Refusal `appointment.impossibleMove` */
export function statusAfter(from: AppointmentStatus, move: AppointmentMove): AppointmentStatus {
  const to = TRANSITIONS[from][move];
  if (!to) throw new Refusal({ code: 'appointment.impossibleMove', from, move });
  return to;
}

/** The move that leads from one status to the other; `null` where none does. */
export function appointmentMove(from: AppointmentStatus, to: AppointmentStatus): AppointmentMove | null {
  return APPOINTMENT_MOVES.find((move) => TRANSITIONS[from][move] === to) ?? null;
}

/** Whether it takes its place, against everybody else (foundations.md, 3). */
export const occupies = (status: AppointmentStatus): boolean => status !== 'cancelled' && status !== 'conflict';

/** A console's clock and the server's differ by so much at most. Longer: what is to come is marked by mistake. */
const CLOCKS_APART_MS = 5 * 60_000;

type Beginning = Pick<AppointmentSlot, 'from' | 'zone'>;

/** When a step can be made that only makes sense once it is time for it; 0: whenever. */
export function earliestFor(step: AppointmentMove | 'arrive', { from, zone }: Beginning): number {
  // Whoever comes early waits; on another day they came for something else.
  if (step === 'arrive') return localDayAt(from, zone).from;
  return step === 'complete' || step === 'miss' ? from : 0;
}

/** @throws Refusal `appointment.notBegun` */
export function demandBegun(step: AppointmentMove | 'arrive', slot: Beginning, now: number): void {
  if (now < earliestFor(step, slot) - CLOCKS_APART_MS) {
    throw new Refusal({ code: 'appointment.notBegun', from: slot.from });
  }
}

/** Whoever had arrived, and was given another day, has not arrived for that one. */
export const arrivalAfterMove = (arrivedAt: number | null, slot: Beginning): number | null =>
  arrivedAt !== null && arrivedAt < earliestFor('arrive', slot) - CLOCKS_APART_MS ? null : arrivedAt;
