import { expect, test } from 'vitest';
import { barsOf } from './waveform.ts';

test('a recording of ours is drawn as loud as it was', () => {
  const bars = barsOf([...Array(32).fill(0), ...Array(32).fill(99)]);
  expect([bars[0], bars.at(-1)]).toEqual([0.14, 1]);
  expect(bars).toHaveLength(44);
});

test('a recording whose levels nobody knows is a plain line', () => {
  expect(new Set(barsOf(undefined))).toEqual(new Set([0.14]));
});
