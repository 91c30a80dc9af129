import { expect, test } from 'vitest';
import { dayLabel, daysOf, rangeOf } from './ranges.ts';

const SATURDAY = new Date(2026, 10, 21, 23, 30);

test('QUE-13 weeks begin on Monday, and the last one is whole', () => {
  expect(rangeOf('week', SATURDAY)).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(rangeOf('lastWeek', SATURDAY)).toEqual({ from: '2026-11-09', to: '2026-11-15' });
  expect(rangeOf('week', new Date(2026, 10, 22))).toEqual({ from: '2026-11-16', to: '2026-11-22' });
});

test('days are the reader’s, over the end of a month and of a year', () => {
  expect(rangeOf('today', SATURDAY)).toEqual({ from: '2026-11-21', to: '2026-11-21' });
  expect(rangeOf('yesterday', new Date(2027, 0, 1))).toEqual({ from: '2026-12-31', to: '2026-12-31' });
  expect(rangeOf('month', SATURDAY)).toEqual({ from: '2026-10-23', to: '2026-11-21' });
});

test('a range has each of its days once, over the end of a month', () => {
  expect(daysOf({ from: '2026-11-29', to: '2026-12-02' })).toEqual([
    '2026-11-29',
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
  ]);
});

test('a day is the same day in every zone', () => {
  expect(dayLabel('2026-11-21', 'pt-BR')).toBe('21 de nov.');
});
