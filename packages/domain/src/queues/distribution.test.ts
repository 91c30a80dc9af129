import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Candidate,
  chooseAttendant,
  DISTRIBUTIONS,
  estimatedWaitMs,
  turnAfter,
  turnOnReturn,
} from './distribution.ts';

const anybody = { skills: [], lastUserId: null };
const attendant = (userId: string, more: Partial<Candidate> = {}): Candidate => ({
  userId,
  availability: 'online',
  active: 0,
  limit: 5,
  weight: 1,
  skills: [],
  turn: 0,
  idleSince: 0,
  ...more,
});

/** Serves so many tickets, each over at once, and counts who got them. */
function serve(people: Candidate[], tickets: number): Map<string, number> {
  const served = new Map(people.map(({ userId }) => [userId, 0]));
  for (let n = 1; n <= tickets; n += 1) {
    const chosen = chooseAttendant('round_robin', people, anybody);
    if (!chosen) throw new Error('nobody is free');
    served.set(chosen.userId, (served.get(chosen.userId) ?? 0) + 1);
    chosen.turn = turnAfter(chosen.turn, chosen.weight);
    chosen.idleSince = n;
  }
  return served;
}

test('over ten thousand tickets nobody of equal weight differs from another by more than one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 30 }), (count) => {
      const counts = [
        ...serve(
          Array.from({ length: count }, (_, n) => attendant(`u${n}`)),
          10_000,
        ).values(),
      ];
      return Math.max(...counts) - Math.min(...counts) <= 1;
    }),
    { numRuns: 10 },
  );
});

test('who has twice the weight gets twice the tickets', () => {
  const served = serve([attendant('one', { weight: 1 }), attendant('two', { weight: 2 })], 9_000);
  expect(Object.fromEntries(served)).toEqual({ one: 3_000, two: 6_000 });
});

test('who comes back does not catch up on what they missed', () => {
  const here = attendant('here');
  const away = attendant('away', { availability: 'away' });
  serve([here, away], 100);
  const back = { ...away, availability: 'online' as const, turn: turnOnReturn(away.turn, [here.turn]) };
  const served = serve([here, back], 10);
  expect(Math.abs((served.get('here') ?? 0) - (served.get('away') ?? 0))).toBeLessThanOrEqual(1);
});

test('the least busy gets it, and of equals the one who has been idle longest', () => {
  const busy = attendant('busy', { active: 2 });
  const lately = attendant('lately', { active: 1, idleSince: 20 });
  const long = attendant('long', { active: 1, idleSince: 10 });
  expect(chooseAttendant('least_busy', [busy, lately, long], anybody)?.userId).toBe('long');
});

test('whose skills match best gets it; without any match the round goes on', () => {
  const both = attendant('both', { skills: ['es', 'billing'], turn: 9 });
  const one = attendant('one', { skills: ['es'], turn: 1 });
  const wanted = { skills: ['es', 'billing'], lastUserId: null };
  expect(chooseAttendant('skills', [one, both], wanted)?.userId).toBe('both');
  expect(chooseAttendant('skills', [one, both], { skills: ['fr'], lastUserId: null })?.userId).toBe('one');
});

test('a sticky queue goes back to who served last, unless they are not free', () => {
  const last = attendant('last', { turn: 50 });
  const next = attendant('next');
  const wanted = { skills: [], lastUserId: 'last' };
  expect(chooseAttendant('round_robin', [next, last], wanted)?.userId).toBe('last');
  expect(chooseAttendant('round_robin', [next, { ...last, active: 5 }], wanted)?.userId).toBe('next');
});

test('attendants of a manual queue pull for themselves', () => {
  expect(chooseAttendant('manual', [attendant('free')], anybody)).toBeNull();
});

const somebody = fc.record({
  availability: fc.constantFrom('online' as const, 'away' as const, 'busy' as const, 'offline' as const),
  active: fc.nat(6),
  limit: fc.nat(6),
  turn: fc.nat(3),
  idleSince: fc.nat(3),
});

test('nobody gets a ticket who is not online or has reached the limit, and the order of asking does not matter', () => {
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 8 }), fc.constantFrom(...DISTRIBUTIONS), (people, distribution) => {
      const candidates = people.map((each, n) => attendant(`u${n}`, each));
      const chosen = chooseAttendant(distribution, candidates, anybody);
      const reversed = chooseAttendant(distribution, [...candidates].reverse(), anybody);
      if (chosen?.userId !== reversed?.userId) return false;
      const isAnyFree = candidates.some(
        ({ availability, active, limit }) => availability === 'online' && active < limit,
      );
      if (chosen === null) return !isAnyFree || distribution === 'manual';
      return chosen.availability === 'online' && chosen.active < chosen.limit;
    }),
  );
});

test('a wait is estimated from the last hour, and not at all without one', () => {
  expect(estimatedWaitMs(3, 12)).toBe(15 * 60_000);
  expect(estimatedWaitMs(3, 0)).toBeNull();
});
