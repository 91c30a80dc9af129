import { expect, test } from 'vitest';
import { type Bounds, placeWindow } from './bounds.ts';

const laptop: Bounds = { x: 0, y: 25, width: 1440, height: 875 };
const right: Bounds = { x: 1440, y: 0, width: 1920, height: 1080 };
const left: Bounds = { x: -1920, y: 0, width: 1920, height: 1080 };

test('the first window stands in the middle of the primary display', () => {
  expect(placeWindow(null, [laptop])).toEqual({ x: 40, y: 33, width: 1360, height: 860 });
});

test('the first window is no larger than a small display', () => {
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
    x: 0,
    y: 0,
    width: 1024,
    height: 700,
  });
});

test.each([
  ['on the primary display', { x: 100, y: 100, width: 900, height: 600 }, [laptop]],
  ['on a display to the left, at negative places', { x: -1800, y: 50, width: 900, height: 600 }, [laptop, left]],
  ['half outside, but with enough of its upper edge to grasp', { x: 1320, y: 100, width: 900, height: 600 }, [laptop]],
  ['across two displays', { x: 1300, y: 100, width: 900, height: 600 }, [laptop, right]],
] as const)('a window opens where it was: %s', (_where, remembered, displays) => {
  expect(placeWindow(remembered, [displays[0], ...displays.slice(1)])).toEqual(remembered);
});

test.each([
  ['on a display that was unplugged', { x: 2000, y: 100, width: 900, height: 600 }],
  ['above the upper edge, where it cannot be dragged', { x: 100, y: -40, width: 900, height: 600 }],
  ['with too little of it inside', { x: 1321, y: 100, width: 900, height: 600 }],
  ['below the lower edge', { x: 100, y: 880, width: 900, height: 600 }],
] as const)('a window that was %s comes back to the middle', (_where, remembered) => {
  expect(placeWindow(remembered, [laptop])).toEqual({ x: 270, y: 163, width: 900, height: 600 });
});

test('a window from a larger display shrinks to the one it is on', () => {
  const remembered = { x: 0, y: 25, width: 1900, height: 1050 };
  expect(placeWindow(remembered, [laptop])).toEqual({ x: 0, y: 25, width: 1440, height: 875 });
});
