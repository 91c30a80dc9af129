import { expect, test } from 'vitest';
import { createCrowding } from './crowding.ts';

const MINUTE_MS = 60_000;

test('who writes more often than people do is taken for a program, until there was quiet', () => {
  const isCrowd = createCrowding();
  const said = Array.from({ length: 25 }, (_, n) => isCrowd('a@example.com', n * 1_000));
  expect(said.indexOf(true)).toBe(20);
  expect(isCrowd('b@example.com', 25_000)).toBe(false);
  expect(isCrowd('a@example.com', 25_000 + 10 * MINUTE_MS)).toBe(false);
});

test('ten thousand addresses are not remembered for ever', () => {
  const isCrowd = createCrowding();
  for (let n = 0; n < 10_000; n += 1) isCrowd(`${n}@example.com`, n);
  for (let n = 0; n < 20; n += 1) expect(isCrowd('0@example.com', 10_000 + n)).toBe(false);
});

test('who writes again and again is remembered among thousands of others', () => {
  const isCrowd = createCrowding();
  const said = Array.from({ length: 21 }, (_, n) => {
    for (let other = 0; other < 100; other += 1) isCrowd(`${n}.${other}@example.com`, n);
    return isCrowd('a@example.com', n);
  });
  expect(said.indexOf(true)).toBe(20);
});
