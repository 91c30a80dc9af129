import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALWAYS_OPEN, openingTimes } from '../companies/openingTimes.ts';
import {
  endClock,
  firstDeadline,
  pauseClock,
  resumeClock,
  type SlaClock,
  settleClock,
  slaState,
  startClock,
} from './slaClock.ts';

const MINUTE_MS = 60_000;
const always = openingTimes({ zone: 'America/Sao_Paulo', week: ALWAYS_OPEN, exceptions: [] });
const noon = [
  { from: '08:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];
const office = openingTimes({
  zone: 'America/Sao_Paulo',
  week: { '0': [], '1': noon, '2': noon, '3': noon, '4': noon, '5': noon, '6': [] },
  exceptions: [],
});
const started = (targetMs: number, now: number, times = always): SlaClock => {
  const clock = startClock(targetMs, now, times);
  if (!clock) throw new Error('never open');
  return clock;
};

test('a promise of ten minutes warns after eight and is broken after ten', () => {
  const clock = started(10 * MINUTE_MS, 0);
  expect(slaState(clock, 8 * MINUTE_MS - 1)).toBe('onTime');
  expect(slaState(clock, 8 * MINUTE_MS)).toBe('warning');
  expect(slaState(clock, 10 * MINUTE_MS)).toBe('warning');
  expect(slaState(clock, 10 * MINUTE_MS + 1)).toBe('breached');
});

test('a promise made before lunch is due after it', () => {
  const clock = started(60 * MINUTE_MS, Date.parse('2026-11-20T11:30:00-03:00'), office);
  expect(clock).toMatchObject({ kind: 'running', deadlineAt: Date.parse('2026-11-20T14:30:00-03:00') });
});

test('a promise made in a night shift counts its hours, also in the night in which the clock changes', () => {
  const span = [{ from: '22:00', to: '06:00' }];
  const week = { '0': span, '1': span, '2': span, '3': span, '4': span, '5': span, '6': span };
  const night = openingTimes({ zone: 'America/Santiago', week, exceptions: [] });
  const due = (at: string, hours: number) => started(hours * 60 * MINUTE_MS, Date.parse(at), night);
  // 23:00 to 04:00, for midnight is one o'clock; seven hours from there are over the next evening.
  expect(due('2026-09-05T23:00:00-04:00', 4)).toMatchObject({ deadlineAt: Date.parse('2026-09-06T04:00:00-03:00') });
  expect(due('2026-09-05T23:00:00-04:00', 7)).toMatchObject({ deadlineAt: Date.parse('2026-09-06T23:00:00-03:00') });
  // Back: from 23:30 on, eleven o'clock comes twice.
  expect(due('2026-04-04T23:30:00-03:00', 2)).toMatchObject({ deadlineAt: Date.parse('2026-04-05T00:30:00-04:00') });
});

test('while it waits for the contact nothing runs out', () => {
  const paused = pauseClock(started(10 * MINUTE_MS, 0), 4 * MINUTE_MS, always);
  expect(slaState(paused, 999 * MINUTE_MS)).toBe('paused');
  const resumed = resumeClock(paused, 100 * MINUTE_MS, always);
  expect(resumed).toEqual({ kind: 'running', deadlineAt: 106 * MINUTE_MS, warnAt: 104 * MINUTE_MS });
});

test('one that is broken stays so, whatever comes after', () => {
  const clock = started(MINUTE_MS, 0);
  const late = settleClock(clock, 2 * MINUTE_MS);
  expect(late).toEqual({ kind: 'breached', deadlineAt: MINUTE_MS, at: 2 * MINUTE_MS });
  expect(settleClock(late, 3 * MINUTE_MS)).toBe(late);
  expect(pauseClock(clock, 2 * MINUTE_MS, always)).toBe(clock);
  expect(settleClock(clock, MINUTE_MS)).toEqual({ kind: 'met', at: MINUTE_MS });
});

test('what never came is broken where its time had run out, and owed no more where there was time left', () => {
  const clock = started(10 * MINUTE_MS, 0);
  expect(endClock(clock, 10 * MINUTE_MS)).toBeNull();
  expect(endClock(pauseClock(clock, MINUTE_MS, always), 99 * MINUTE_MS)).toBeNull();
  const broken = endClock(clock, 11 * MINUTE_MS);
  expect(broken).toEqual({ kind: 'breached', deadlineAt: 10 * MINUTE_MS, at: 11 * MINUTE_MS });
  for (const settled of [settleClock(clock, MINUTE_MS), settleClock(clock, 11 * MINUTE_MS)])
    expect(endClock(settled, 99 * MINUTE_MS)).toBe(settled);
});

test('however often it pauses, it runs for exactly what was promised', () => {
  const pauses = fc.array(fc.record({ run: fc.integer({ min: 1, max: 5 }), rest: fc.integer({ min: 1, max: 500 }) }), {
    maxLength: 8,
  });
  const start = Date.parse('2026-11-20T09:00:00-03:00');
  fc.assert(
    fc.property(pauses, (turns) => {
      let clock = started(60 * MINUTE_MS, start, office);
      let now = start;
      let ran = 0;
      for (const { run, rest } of turns) {
        const before = now;
        now += run * MINUTE_MS;
        clock = pauseClock(clock, now, office);
        ran += office.openMsBetween(before, now);
        now += rest * MINUTE_MS;
        clock = resumeClock(clock, now, office);
      }
      if (clock.kind !== 'running') return false;
      return ran + office.openMsBetween(now, clock.deadlineAt) === 60 * MINUTE_MS;
    }),
  );
});

test('what is due first is the earliest deadline that runs, also one that has passed; what waits has none', () => {
  const late = started(MINUTE_MS, 0);
  const later = started(10 * MINUTE_MS, 0);
  expect(firstDeadline([later, null, late])).toBe(MINUTE_MS);
  expect(firstDeadline([settleClock(late, 0), pauseClock(later, MINUTE_MS, always), null])).toBeNull();
});
