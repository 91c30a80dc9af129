import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pairTurn } from './pairPace.ts';

const META = { burst: 45, everyMs: 6_000 };

/** Sends `count` messages as soon as each may leave; the times at which they do. */
function times(count: number, at = 0): number[] {
  const left: number[] = [];
  let fullAt: number | null = null;
  let now = at;
  while (left.length < count) {
    const turn = pairTurn(META, fullAt, now);
    if (turn.kind === 'wait') now = turn.until;
    else {
      left.push(now);
      fullAt = turn.fullAt;
    }
  }
  return left;
}

test('45 messages leave at once, then one in six seconds', () => {
  const left = times(48);
  expect(left.slice(0, 45)).toEqual(Array(45).fill(0));
  expect(left.slice(45)).toEqual([6_000, 12_000, 18_000]);
});

test('never more than the burst and what time has earned, in any stretch, however the wishes come', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20_000 }), { minLength: 1, maxLength: 200 }), (pauses) => {
      const left: number[] = [];
      let fullAt: number | null = null;
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        const turn = pairTurn(META, fullAt, now);
        if (turn.kind === 'wait') {
          expect(turn.until).toBeGreaterThan(now);
          expect(pairTurn(META, fullAt, turn.until).kind).toBe('now');
          continue;
        }
        fullAt = turn.fullAt;
        left.push(now);
      }
      for (const [from, start] of left.entries()) {
        for (const [to, end] of left.entries()) {
          if (to < from) continue;
          expect(to - from + 1).toBeLessThanOrEqual(META.burst + (end - start) / META.everyMs);
        }
      }
    }),
    { numRuns: 40 },
  );
});
