import { expect, test } from 'vitest';
import { localDay } from './localDay.ts';

test('midnight begins another day, and a day keeps its number to its last millisecond', () => {
  const noon = new Date(2026, 10, 21, 12).getTime();
  const first = new Date(2026, 10, 21).getTime();
  const last = new Date(2026, 10, 22).getTime() - 1;
  expect(localDay(first)).toBe(localDay(noon));
  expect(localDay(last)).toBe(localDay(noon));
  expect(localDay(first - 1)).toBe(localDay(noon) - 1);
  expect(localDay(last + 1)).toBe(localDay(noon) + 1);
});
