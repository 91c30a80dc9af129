import { expect, test } from 'vitest';
import { attendanceOf } from './attendance.ts';

test('of those who were expected, the share who came; what was cancelled or lies ahead counts for nothing', () => {
  expect(
    attendanceOf([
      { status: 'completed', arrivedAt: null },
      { status: 'confirmed', arrivedAt: 1 },
      { status: 'completed', arrivedAt: 2 },
      { status: 'no_show', arrivedAt: null },
      { status: 'cancelled', arrivedAt: 3 },
      { status: 'scheduled', arrivedAt: null },
    ]),
  ).toEqual({ attended: 3, missed: 1, rate: 0.75 });
  expect(attendanceOf([]).rate).toBeNull();
});
