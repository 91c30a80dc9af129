import { expect, test } from 'vitest';
import { spanOf, timeOf } from './formTime.ts';

const zone = 'America/New_York';

test('what a field shows is what it was made from, in the zone of the appointment', () => {
  const from = Date.parse('2026-11-26T14:30:00-05:00');
  const time = timeOf({ from, to: from + 45 * 60_000, zone });
  expect(time).toEqual({ date: '2026-11-26', start: '14:30', minutes: 45 });
  expect(spanOf(time, zone)).toEqual({ from, to: from + 45 * 60_000 });
});

test.each([
  ['30 February', { date: '2026-02-30', start: '10:00', minutes: 30 }],
  ['an hour that the change of clocks leaves out', { date: '2026-03-08', start: '02:30', minutes: 30 }],
  ['no date', { date: '', start: '10:00', minutes: 30 }],
  ['no minutes', { date: '2026-11-26', start: '10:00', minutes: 0 }],
])('%s is no time', (_case, time) => {
  expect(spanOf(time, zone)).toBe('noSuchTime');
});
