import type { AppointmentStatus } from './appointment.ts';

export type Attendance = {
  attended: number;
  missed: number;
  /** Of those that took place or should have, 0 to 1; null where there were none yet. */
  rate: number | null;
};

/** How often somebody came, of the times they were expected. What was cancelled is neither; who arrived has come. */
export function attendanceOf(
  appointments: Iterable<{ status: AppointmentStatus; arrivedAt: number | Date | null }>,
): Attendance {
  let [attended, missed] = [0, 0];
  for (const { status, arrivedAt } of appointments) {
    if (status === 'no_show') missed += 1;
    else if (status === 'completed' || (arrivedAt !== null && status !== 'cancelled')) attended += 1;
  }
  return { attended, missed, rate: rateOf(attended, missed) };
}

export const rateOf = (attended: number, missed: number): number | null =>
  attended + missed === 0 ? null : attended / (attended + missed);
