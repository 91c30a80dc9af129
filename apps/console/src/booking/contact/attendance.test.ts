import type { AppointmentStatus } from '@balcao/domain';
import { expect, test } from 'vitest';
import { attendanceOf } from './attendance.ts';

const rows = (...statuses: AppointmentStatus[]) => statuses.map((status) => ({ status }));

test('BOOK-17 attendance counts what took place against what was missed, and nothing else', () => {
  expect(attendanceOf(rows('completed', 'completed', 'no_show', 'cancelled', 'scheduled', 'confirmed'))).toEqual({
    kept: 2,
    of: 3,
    percent: 67,
  });
  expect(attendanceOf(rows('scheduled', 'cancelled'))).toBeNull();
});
