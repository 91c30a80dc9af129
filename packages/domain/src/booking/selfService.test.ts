import { expect, test } from 'vitest';
import { APPOINTMENT_STATUSES } from './appointment.ts';
import { selfServiceUntil } from './selfService.ts';

const HOUR_MS = 3_600_000;
const type = { cancelDeadlineMinutes: 120 };

test.each([
  ['a millisecond before the deadline', -1, true],
  ['at the deadline', 0, false],
  ['after it', 1, false],
] as const)('%s a contact may still cancel: %s', (_when, beyond, may) => {
  const from = 100 * HOUR_MS;
  const until = from - 2 * HOUR_MS;
  expect(selfServiceUntil({ status: 'scheduled', from }, type, until + beyond)).toBe(may ? until : null);
});

test('what is over, cancelled or to be decided by the staff is nobody else’s to change', () => {
  const open = APPOINTMENT_STATUSES.filter((status) => selfServiceUntil({ status, from: 10 * HOUR_MS }, type, 0));
  expect(open).toEqual(['requested', 'scheduled', 'confirmed']);
});
