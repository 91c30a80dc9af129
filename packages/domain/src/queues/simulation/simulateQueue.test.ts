import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALWAYS_OPEN } from '../../companies/openingTimes.ts';
import { courseFigures } from './courseFigures.ts';
import type { PastAttendant, PastTicket, SimulatedRules } from './pastTickets.ts';
import { shiftsFrom } from './presence.ts';
import { simulateQueue } from './simulateQueue.ts';
import { staffedWith } from './staffing.ts';
import { whatIf } from './whatIf.ts';

const ZONE = 'America/Sao_Paulo';
const HOUR_MS = 3_600_000;
const MONTH_MS = 30 * 24 * HOUR_MS;
const rules: SimulatedRules = {
  distribution: 'round_robin',
  isSticky: false,
  limit: 1,
  firstResponseMs: null,
  resolutionMs: null,
  abandonedAfterMs: null,
  returnGraceMs: 0,
  hours: { zone: ZONE, week: ALWAYS_OPEN, exceptions: [] },
};
const person = (userId: string, more: Partial<PastAttendant> = {}): PastAttendant => ({
  userId,
  weight: 1,
  skills: [],
  shifts: [{ from: 0, to: 10 * MONTH_MS }],
  elsewhere: [],
  ...more,
});
const ticket = (enteredAt: number, more: Partial<PastTicket> = {}): PastTicket => ({
  enteredAt,
  contactId: `contact ${enteredAt}`,
  priority: 5,
  skills: [],
  answerMs: 0,
  handleMs: 10,
  ...more,
});

test('waits of many tickets come out as Erlang’s formula has them', () => {
  // Three people, arrivals at 2.4 and service at 1 an hour each, both exponential: C(3, 2.4) / (3 − 2.4) hours.
  const chance = uniform(11);
  const exponential = (meanMs: number) => -Math.log(1 - chance()) * meanMs;
  let at = 0;
  const tickets = Array.from({ length: 40_000 }, () => {
    at += exponential(HOUR_MS / 2.4);
    return ticket(Math.round(at), { handleMs: Math.round(exponential(HOUR_MS)) });
  });
  const shifts = [{ from: 0, to: at }];
  const people = ['a', 'b', 'c'].map((userId) => person(userId, { shifts }));
  const { averageWaitMs } = courseFigures(simulateQueue(rules, people, tickets), rules);
  const load = 2.4;
  const waitingTerm = (load ** 3 / 6) * (3 / (3 - load));
  const waits = waitingTerm / (1 + load + load ** 2 / 2 + waitingTerm);
  expect((averageWaitMs ?? 0) / HOUR_MS).toBeCloseTo(waits / (3 - load), 1);
});

const arrivals = fc.array(
  fc.record({ at: fc.nat(500), handleMs: fc.integer({ min: 1, max: 80 }), priority: fc.integer({ min: 1, max: 10 }) }),
  { maxLength: 60 },
);

test('nobody ever has more at a time than the limit, nobody gets one while away, and every ticket ends while somebody is there', () => {
  fc.assert(
    fc.property(
      arrivals,
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('round_robin' as const, 'least_busy' as const, 'skills' as const),
      (all, limit, distribution) => {
        const people = [
          person('early', { shifts: [{ from: 0, to: 300 }] }),
          person('late', { shifts: [{ from: 200, to: MONTH_MS }], elsewhere: [{ from: 210, to: 250 }] }),
        ];
        const tickets = all.map(({ at, handleMs, priority }) => ticket(at, { handleMs, priority }));
        const courses = simulateQueue({ ...rules, limit, distribution }, people, tickets);
        const isDone = courses.every(({ startedAt, endedAt, byUserId }) => {
          const { shifts } = people.find(({ userId }) => userId === byUserId) ?? { shifts: [] };
          return (
            endedAt !== null &&
            startedAt !== null &&
            shifts.some(({ from, to }) => startedAt >= from && startedAt <= to)
          );
        });
        const moments = courses.flatMap(({ startedAt }) => startedAt ?? []);
        return (
          isDone &&
          people.every(({ userId }) =>
            moments.every(
              (at) =>
                courses.filter(
                  (course) => course.byUserId === userId && (course.startedAt ?? 0) <= at && (course.endedAt ?? 0) > at,
                ).length <= limit,
            ),
          )
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('among people who are never full, equals get as many, give or take one, and who has twice the weight twice as many', () => {
  const people = [person('a', { weight: 2 }), person('b'), person('c'), person('d')];
  const tickets = Array.from({ length: 1_001 }, (_, n) => ticket(n * 3, { handleMs: 40 }));
  const courses = simulateQueue({ ...rules, limit: 100 }, people, tickets);
  const [a = 0, ...equals] = people.map(({ userId }) => courses.filter(({ byUserId }) => byUserId === userId).length);
  expect(Math.max(...equals) - Math.min(...equals)).toBeLessThanOrEqual(1);
  expect(Math.abs(a - 2 * Math.min(...equals))).toBeLessThanOrEqual(2);
});

test('the urgent go first, a queue that is pulled from waits for somebody to look, and a sticky one for no one', () => {
  const three = [ticket(0), ticket(1), ticket(2, { priority: 9 })];
  expect(simulateQueue(rules, [person('a')], three).map(({ startedAt }) => startedAt)).toEqual([0, 20, 10]);
  expect(simulateQueue({ ...rules, distribution: 'manual' }, [person('a')], [ticket(5)])[0]?.startedAt).toBe(60_005);
  const again = [ticket(0, { contactId: 'c' }), ticket(100), ticket(150), ticket(200, { contactId: 'c' })];
  const people = [person('a'), person('b')];
  const served = simulateQueue({ ...rules, isSticky: true }, people, again).map(({ byUserId }) => byUserId);
  expect(served).toEqual(['a', 'b', 'a', 'a']);
});

test('who leaves a ticket unanswered gives it back after the grace, and what they answered they end', () => {
  const people = [person('a', { shifts: [{ from: 0, to: 50 }] }), person('b', { shifts: [{ from: 100, to: 900 }] })];
  const unanswered = simulateQueue({ ...rules, returnGraceMs: 20 }, people, [
    ticket(40, { answerMs: 40, handleMs: 90 }),
  ]);
  expect(unanswered[0]).toMatchObject({ startedAt: 40, answeredAt: 140, endedAt: 190, byUserId: 'b' });
  const answered = simulateQueue({ ...rules, returnGraceMs: 20 }, people, [ticket(40, { answerMs: 5, handleMs: 90 })]);
  expect(answered[0]).toMatchObject({ endedAt: 130, byUserId: 'a' });
});

test.each([
  ['round_robin', 60_000],
  ['manual', 0],
] as const)('what came back waits anew until it is given up on (%s)', (distribution, enteredAt) => {
  const by = { ...rules, distribution, returnGraceMs: 10_000, abandonedAfterMs: 90_000 };
  const leaves = person('a', { shifts: [{ from: 0, to: 70_000 }] });
  // Given at 60 s, left unanswered at 70 s, back in line at 80 s.
  const when = (cameAt: number) =>
    simulateQueue(
      by,
      [leaves, person('b', { shifts: [{ from: cameAt, to: 900_000 }] })],
      [ticket(enteredAt, { answerMs: 60_000, handleMs: 80_000 })],
    )[0];
  expect(when(160_000)).toMatchObject({ isAbandoned: false, byUserId: 'b' });
  expect(when(180_000)).toMatchObject({ isAbandoned: true, endedAt: 170_000 });
});

test('who has more in hand answers later, so that the least busy answers sooner than the one whose turn it is', () => {
  const three = [ticket(0, { handleMs: 900 }), ticket(1), ticket(30, { answerMs: 8, handleMs: 900 })];
  const answered = (distribution: 'round_robin' | 'least_busy') =>
    simulateQueue({ ...rules, limit: 2, distribution }, [person('a'), person('b')], three)[2]?.answeredAt;
  expect(answered('round_robin')).toBe(46);
  expect(answered('least_busy')).toBe(38);
});

test('who waited too long is given up on, and is no promise kept', () => {
  const long = [ticket(0, { handleMs: 500 }), ticket(1, { answerMs: 1 }), ticket(450, { answerMs: 1 })];
  const by = { ...rules, abandonedAfterMs: 100, firstResponseMs: 60, resolutionMs: 60 };
  const courses = simulateQueue(by, [person('a')], long);
  expect(courses[1]).toMatchObject({ isAbandoned: true, endedAt: 101, byUserId: null });
  expect(courseFigures(courses, by)).toMatchObject({
    abandoned: 1,
    leftWaiting: 0,
    averageWaitMs: 25,
    firstResponseMet: 2 / 3,
    resolutionMet: 1 / 3,
  });
});

test('two more people shorten the wait; taking people away leaves one', () => {
  const tickets = Array.from({ length: 50 }, (_, n) => ticket(n * 5, { handleMs: 20 }));
  const past = { rules, attendants: [person('a'), person('b')], tickets, courses: [] };
  const same = { distribution: 'round_robin', isSticky: false, limit: 1 } as const;
  const { before, after } = whatIf(past, { ...same, more: 2 });
  expect(after.attendants).toBe(4);
  expect(before.averageWaitMs).toBeGreaterThan(100);
  expect(after.averageWaitMs).toBe(0);
  expect(whatIf(past, { ...same, more: -9 }).after.attendants).toBe(1);
  expect(staffedWith([], 3)).toEqual([]);
});

test('somebody was there from the full hour of what they did first in a day to the end of the last one', () => {
  const at = (clock: string) => Date.parse(`2026-11-20T${clock}:00-03:00`);
  expect(shiftsFrom([at('13:59'), at('08:10'), at('23:30'), at('09:00') + 24 * HOUR_MS], ZONE)).toEqual([
    { from: at('08:00'), to: at('08:00') + 16 * HOUR_MS },
    { from: at('09:00') + 24 * HOUR_MS, to: at('10:00') + 24 * HOUR_MS },
  ]);
});

function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
