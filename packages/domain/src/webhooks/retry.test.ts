import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGivenUp, WEBHOOK_RETRY_AFTER_SECONDS, webhookRetryMs } from './retry.ts';

test('ten attempts are made over about three days, each later than the one before', () => {
  const waits = WEBHOOK_RETRY_AFTER_SECONDS.map((_seconds, index) => webhookRetryMs(index + 1, null, 0) ?? 0);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits.reduce((sum, each) => sum + each) / 86_400_000).toBeCloseTo(3.15, 1);
  expect(webhookRetryMs(WEBHOOK_RETRY_AFTER_SECONDS.length + 1, null, 0)).toBeNull();
});

test('a receiver can ask for more patience, up to a day, and never for less', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: WEBHOOK_RETRY_AFTER_SECONDS.length }),
      fc.option(fc.integer({ min: 0, max: 10_000_000 })),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, asked, chance) => {
        const own = (WEBHOOK_RETRY_AFTER_SECONDS[attempts - 1] ?? 0) * 1000;
        const wait = webhookRetryMs(attempts, asked, chance) ?? -1;
        expect(wait).toBeGreaterThanOrEqual(own);
        expect(wait).toBeLessThanOrEqual(Math.max(own * 1.2, 86_400_000));
        expect(wait).toBeGreaterThanOrEqual(Math.min(asked ?? 0, 86_400) * 1000);
      },
    ),
  );
});

test('an address is given up after three days without a good answer', () => {
  expect(isGivenUp(0, 72 * 3_600_000 - 1)).toBe(false);
  expect(isGivenUp(0, 72 * 3_600_000)).toBe(true);
});
