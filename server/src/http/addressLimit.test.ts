import { expect, test } from 'vitest';
import { addressLimit } from './addressLimit.ts';

test('PLAT-06 an address may so many, then waits until its bucket fills; others are not concerned', () => {
  let now = 0;
  const limit = addressLimit({ burst: 3, perMs: 60_000 }, () => now);
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([null, null, null, 20]);
  expect(limit.take('b')).toBeNull();
  now += 19_000;
  expect(limit.take('a')).toBe(1);
  now += 1_000;
  expect(limit.take('a')).toBeNull();
  now += 600_000;
  expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([null, null, null, 20]);
});
