import { expect, test } from 'vitest';
import { timeLeft, windowOf } from './windowLeft.ts';

const MINUTE = 60_000;

test.each([
  [21 * 60 * MINUTE + 28 * MINUTE, { hours: 21, minutes: 28 }],
  [47 * MINUTE, { hours: 0, minutes: 47 }],
  [1, { hours: 0, minutes: 1 }],
  [59.5 * MINUTE, { hours: 1, minutes: 0 }],
  [0, { hours: 0, minutes: 0 }],
])('%d ms are left as %o', (ms, left) => {
  expect(timeLeft(ms)).toEqual(left);
});

test('only a channel whose platform has a window counts one down', () => {
  expect(windowOf({ channelKind: 'whatsapp', lastInboundAt: 0 }, 1)).toEqual({ kind: 'open', closesAt: 86_400_000 });
  expect(windowOf({ channelKind: 'email', lastInboundAt: 0 }, 1)).toBeNull();
});
