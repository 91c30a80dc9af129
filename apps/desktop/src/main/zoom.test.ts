import { expect, test } from 'vitest';
import { nextZoom } from './zoom.ts';

test.each([
  [1, 'in', 1.1],
  [1, 'out', 0.9],
  [1.05, 'in', 1.1],
  [3, 'in', 3],
  [0.5, 'out', 0.5],
  [1.75, 'reset', 1],
] as const)('from %d one step %s is %d', (factor, step, expected) => {
  expect(nextZoom(factor, step)).toBe(expected);
});
