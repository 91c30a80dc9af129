import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_TURN_MS, MOST_IN_TURN, type Turn, turnEndsAt } from './turn.ts';

const turn = (own: Partial<Turn> = {}): Turn => ({ startedAt: 0, latestAt: 0, messageCount: 1, ...own });

test('a turn ends when the contact has paused for the delay', () => {
  expect(turnEndsAt(turn(), 2_000)).toBe(2_000);
  expect(turnEndsAt(turn({ latestAt: 1_900, messageCount: 2 }), 2_000)).toBe(3_900);
});

test('without a delay every message is a turn of its own', () => {
  expect(turnEndsAt(turn({ startedAt: 7, latestAt: 7 }), 0)).toBe(7);
});

test('whoever never pauses is answered after the longest turn, and a flood at once', () => {
  expect(turnEndsAt(turn({ latestAt: LONGEST_TURN_MS - 500, messageCount: 20 }), 2_000)).toBe(LONGEST_TURN_MS);
  expect(turnEndsAt(turn({ latestAt: 300, messageCount: MOST_IN_TURN }), 2_000)).toBe(300);
});

test('however messages fall, a turn never ends before its latest message, nor later than the delay after it', () => {
  fc.assert(
    fc.property(
      fc.record({ startedAt: fc.nat(), length: fc.nat(120_000), messageCount: fc.integer({ min: 1, max: 80 }) }),
      fc.nat(30_000),
      ({ startedAt, length, messageCount }, delay) => {
        const latestAt = startedAt + length;
        const endsAt = turnEndsAt({ startedAt, latestAt, messageCount }, delay);
        expect(endsAt).toBeGreaterThanOrEqual(latestAt);
        expect(endsAt).toBeLessThanOrEqual(latestAt + delay);
      },
    ),
  );
});
