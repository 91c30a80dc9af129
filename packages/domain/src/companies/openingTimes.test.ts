import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OpenSpan, WeekHours } from './hours.ts';
import { ALWAYS_OPEN, type Hours, openingTimes } from './openingTimes.ts';

const HOUR_MS = 3_600_000;
const closed: WeekHours = { '0': [], '1': [], '2': [], '3': [], '4': [], '5': [], '6': [] };
const workdays = (...spans: OpenSpan[]): WeekHours => ({
  ...closed,
  '1': spans,
  '2': spans,
  '3': spans,
  '4': spans,
  '5': spans,
});
const everyDay = (...spans: OpenSpan[]): WeekHours => ({ ...workdays(...spans), '0': spans, '6': spans });
const saoPaulo = (week: WeekHours, exceptions: Hours['exceptions'] = []) =>
  openingTimes({ zone: 'America/Sao_Paulo', week, exceptions });
const at = (iso: string) => Date.parse(iso);
const officeHours = workdays({ from: '08:00', to: '12:00' }, { from: '13:30', to: '18:00' });

test('a target that starts before lunch goes on after it', () => {
  const times = saoPaulo(officeHours);
  expect(times.afterOpenMs(at('2026-11-20T11:30:00-03:00'), HOUR_MS)).toBe(at('2026-11-20T14:00:00-03:00'));
});

test('what comes on Friday night counts from Monday morning', () => {
  const times = saoPaulo(officeHours);
  const night = at('2026-11-20T22:00:00-03:00');
  expect(times.isOpen(night)).toBe(false);
  expect(times.nextOpening(night)).toBe(at('2026-11-23T08:00:00-03:00'));
  expect(times.afterOpenMs(night, HOUR_MS)).toBe(at('2026-11-23T09:00:00-03:00'));
});

test('a holiday is shut, and a date with hours of its own has those', () => {
  const times = saoPaulo(officeHours, [
    { date: '2026-12-25', name: 'Natal', spans: [] },
    { date: '2026-12-24', name: 'Véspera', spans: [{ from: '08:00', to: '11:00' }] },
  ]);
  expect(times.openMsBetween(at('2026-12-24T00:00:00-03:00'), at('2026-12-26T00:00:00-03:00'))).toBe(3 * HOUR_MS);
});

test('a night that ends the next day is one interval', () => {
  const times = saoPaulo(everyDay({ from: '22:00', to: '06:00' }));
  expect(times.isOpen(at('2026-11-21T03:00:00-03:00'))).toBe(true);
  expect(times.isOpen(at('2026-11-21T06:00:00-03:00'))).toBe(false);
  expect(times.openMsBetween(at('2026-11-20T12:00:00-03:00'), at('2026-11-21T12:00:00-03:00'))).toBe(8 * HOUR_MS);
});

test('the night of a clock change has the hours that it has', () => {
  const night = everyDay({ from: '22:00', to: '06:00' });
  const chile = openingTimes({ zone: 'America/Santiago', week: night, exceptions: [] });
  // Chile went back an hour at the end of 4 April 2026, and forward at the end of 5 September.
  expect(chile.openMsBetween(at('2026-04-04T12:00:00-03:00'), at('2026-04-05T12:00:00-04:00'))).toBe(9 * HOUR_MS);
  expect(chile.openMsBetween(at('2026-09-05T12:00:00-04:00'), at('2026-09-06T12:00:00-03:00'))).toBe(7 * HOUR_MS);
});

test('a span that starts at a time which does not exist starts with the change', () => {
  const early = openingTimes({
    zone: 'America/New_York',
    week: everyDay({ from: '02:30', to: '05:00' }),
    exceptions: [],
  });
  expect(early.openMsBetween(at('2026-03-08T00:00:00-05:00'), at('2026-03-08T12:00:00-04:00'))).toBe(2 * HOUR_MS);
});

test('a span between times that come twice goes from the first to the last of them', () => {
  const late = openingTimes({
    zone: 'America/New_York',
    week: everyDay({ from: '01:15', to: '01:30' }),
    exceptions: [],
  });
  expect(late.openMsBetween(at('2026-11-01T00:00:00-04:00'), at('2026-11-01T12:00:00-05:00'))).toBe(1.25 * HOUR_MS);
});

test('where it is never open there is no deadline, and where it always is, time is time', () => {
  expect(saoPaulo(closed).nextOpening(0)).toBeNull();
  expect(saoPaulo(closed).afterOpenMs(0, 1)).toBeNull();
  expect(saoPaulo(ALWAYS_OPEN).afterOpenMs(1_000, 500 * HOUR_MS)).toBe(1_000 + 500 * HOUR_MS);
});

const clock = fc
  .integer({ min: 0, max: 24 * 4 - 1 })
  .map((n) => `${String(Math.floor(n / 4)).padStart(2, '0')}:${String((n % 4) * 15).padStart(2, '0')}`);
const spans = fc.array(fc.record({ from: clock, to: clock }), { maxLength: 3 });
const someHours = fc.record({
  zone: fc.constantFrom('America/Sao_Paulo', 'America/Santiago', 'America/New_York', 'America/Bogota', 'UTC'),
  week: fc.record({ '0': spans, '1': spans, '2': spans, '3': spans, '4': spans, '5': spans, '6': spans }),
  exceptions: fc.constant([]),
});
const someInstant = fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2026-12-31T00:00:00Z') });

test('a deadline is exactly so much open time away', () => {
  fc.assert(
    fc.property(someHours, someInstant, fc.integer({ min: 1, max: 40 * HOUR_MS }), (hours, from, openMs) => {
      const times = openingTimes(hours);
      const until = times.afterOpenMs(from, openMs);
      if (until === null) return Object.values(hours.week).every((day) => day.length === 0);
      return times.openMsBetween(from, until) === openMs;
    }),
    { numRuns: 200 },
  );
});

test('open time adds up, wherever it is cut', () => {
  fc.assert(
    fc.property(
      someHours,
      fc.tuple(someInstant, fc.nat(20 * 24 * HOUR_MS), fc.nat(20 * 24 * HOUR_MS)),
      (hours, cuts) => {
        const times = openingTimes(hours);
        const [from, first, second] = cuts;
        const middle = from + first;
        const end = middle + second;
        return times.openMsBetween(from, middle) + times.openMsBetween(middle, end) === times.openMsBetween(from, end);
      },
    ),
    { numRuns: 200 },
  );
});

test('an instant is open as the wall clock says, away from clock changes', () => {
  fc.assert(
    fc.property(spans, fc.integer({ min: 0, max: 7 * 24 * 60 }), (day, minutes) => {
      const times = openingTimes({ zone: 'UTC', week: everyDay(...day), exceptions: [] });
      const instant = at('2026-06-01T00:00:00Z') + minutes * 60_000;
      const now = new Date(instant).toISOString().slice(11, 16);
      const says = day.some(({ from, to }) => (from < to ? from <= now && now < to : now >= from || now < to));
      return times.isOpen(instant) === says;
    }),
  );
});
