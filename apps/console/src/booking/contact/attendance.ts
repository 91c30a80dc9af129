import type { AppointmentStatus } from '@balcao/domain';

type Held = { status: AppointmentStatus };

/**
 * How many of those that took place, or should have, were kept. What was cancelled in time is no answer to it.
 * @returns `null`: there was none yet.
 */
export function attendanceOf(rows: readonly Held[]): { kept: number; of: number; percent: number } | null {
  const kept = rows.filter(({ status }) => status === 'completed').length;
  const of = kept + rows.filter(({ status }) => status === 'no_show').length;
  return of === 0 ? null : { kept, of, percent: Math.round((kept / of) * 100) };
}
