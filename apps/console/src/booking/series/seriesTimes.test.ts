import { wallIn } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_TIMES, REPEATS, ruleOf, shifted, shiftOf, timesOfRule } from './seriesTimes.ts';

const SANTIAGO = 'America/Santiago';
const at = (iso: string) => Date.parse(iso);

test('BOOK-09 nine o’clock stays nine o’clock over a change of clocks, and each is as long as the first', () => {
  const first = { from: at('2026-08-26T09:00:00-04:00'), to: at('2026-08-26T09:45:00-04:00'), zone: SANTIAGO };
  const times = timesOfRule(first, ruleOf('weekly', 4));
  expect(times.map(({ from }) => wallIn(SANTIAGO, from))).toEqual([
    '2026-08-26T09:00',
    '2026-09-02T09:00',
    '2026-09-09T09:00',
    '2026-09-16T09:00',
  ]);
  expect(times.every(({ from, to }) => to - from === 45 * 60_000)).toBe(true);
  expect(timesOfRule(first, '')).toEqual([{ from: first.from, to: first.to }]);
});

test('BOOK-09 the 31st comes in months that have one', () => {
  const first = { from: at('2026-01-31T09:00:00-03:00'), to: at('2026-01-31T10:00:00-03:00'), zone: SANTIAGO };
  expect(timesOfRule(first, ruleOf('monthly', 3)).map(({ from }) => wallIn(SANTIAGO, from).slice(0, 10))).toEqual([
    '2026-01-31',
    '2026-03-31',
    '2026-05-31',
  ]);
});

test('BOOK-09 a time that is moved moves the others by as many days, to the same clock', () => {
  const slot = (from: string, to: string) => ({ from: at(from), to: at(to), zone: SANTIAGO, resourceIds: [] });
  const shift = shiftOf(
    slot('2026-08-26T09:00:00-04:00', '2026-08-26T09:30:00-04:00'),
    slot('2026-08-28T14:15:00-04:00', '2026-08-28T15:15:00-04:00'),
  );
  expect(shift).toEqual({ days: 2, clock: '14:15', lengthMs: 3_600_000 });
  expect(wallIn(SANTIAGO, shifted(at('2026-09-09T09:00:00-03:00'), shift, SANTIAGO).from)).toBe('2026-09-11T14:15');
});

test('whatever rule and time, its times are in order, none is twice, and the first is the one that was chosen', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...REPEATS),
      fc.integer({ min: -5, max: 500 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.constantFrom(SANTIAGO, 'America/Sao_Paulo', 'Europe/Lisbon', 'Australia/Lord_Howe'),
      (repeat, count, quarter, zone) => {
        const from = at('2026-01-05T12:00:00Z') + quarter * 900_000;
        const first = { from, to: from + 1_800_000, zone };
        const times = timesOfRule(first, ruleOf(repeat, count));
        expect(times.length).toBeLessThanOrEqual(MOST_TIMES);
        // A weekend has no working day; every other rule begins where one pointed.
        if (repeat !== 'workdays') expect(times[0]).toEqual({ from: first.from, to: first.to });
        for (const [index, time] of times.entries()) expect(time.from).toBeGreaterThan(times[index - 1]?.from ?? 0);
      },
    ),
    { numRuns: 60 },
  );
});
