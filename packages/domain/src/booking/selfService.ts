import type { AppointmentStatus } from './appointment.ts';

const OPEN: readonly AppointmentStatus[] = ['requested', 'scheduled', 'confirmed'];

/**
 * Until when whoever an appointment is for may move or cancel it by themselves (BOOK-01, BOOK-20).
 * @returns epoch ms, after `now`; `null`: no more, or never.
 */
export function selfServiceUntil(
  { status, from }: { status: AppointmentStatus; from: number },
  { cancelDeadlineMinutes }: { cancelDeadlineMinutes: number },
  now: number,
): number | null {
  const until = from - cancelDeadlineMinutes * 60_000;
  return OPEN.includes(status) && now < until ? until : null;
}
