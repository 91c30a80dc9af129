import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDayAt } from './wallClock.ts';
import { hourIn, instantIn, showsOtherTime, wallIn } from './zones.ts';

const NEW_YORK = 'America/New_York';
const SAO_PAULO = 'America/Sao_Paulo';
const at = (iso: string) => Date.parse(iso);

test('a clock elsewhere is read and set', () => {
  expect(instantIn(SAO_PAULO, '2026-11-21T14:30')).toBe(at('2026-11-21T17:30:00Z'));
  expect(wallIn(NEW_YORK, at('2026-11-21T17:30:00Z'))).toBe('2026-11-21T12:30');
  expect(instantIn(SAO_PAULO, 'amanhã')).toBeNull();
  expect(instantIn('Marte/Olympus', '2026-11-21T14:30')).toBeNull();
});

test('daylight saving: the hour left out is the one after it, the hour that comes twice is the first', () => {
  expect(instantIn(NEW_YORK, '2026-03-08T02:30')).toBe(at('2026-03-08T07:30:00Z'));
  expect(instantIn(NEW_YORK, '2026-11-01T01:30')).toBe(at('2026-11-01T05:30:00Z'));
  expect(hourIn(NEW_YORK, at('2026-03-07T20:00:00Z'), 1, 9)).toBe(at('2026-03-08T13:00:00Z'));
});

test('another name for the same hour is no difference; half an hour is one', () => {
  const noon = at('2026-07-01T12:00:00Z');
  expect(showsOtherTime(SAO_PAULO, 'America/Bahia', noon)).toBe(false);
  expect(showsOtherTime('Asia/Kolkata', 'Asia/Karachi', noon)).toBe(true);
});

test('today is the day of the other place', () => {
  expect(localDayAt(at('2026-11-22T16:00:00Z'), 'Asia/Tokyo').weekday).toBe(0);
  expect(localDayAt(at('2026-11-22T16:00:00Z'), SAO_PAULO).weekday).toBe(6);
});

test('what a clock shows is the instant that it was read from, but where an hour comes twice', () => {
  const minutes = fc.integer({ min: at('2020-01-01T00:00:00Z') / 60_000, max: at('2035-01-01T00:00:00Z') / 60_000 });
  fc.assert(
    fc.property(
      minutes,
      fc.constantFrom(NEW_YORK, SAO_PAULO, 'Asia/Kolkata', 'Australia/Lord_Howe'),
      (minute, zone) => {
        const instant = minute * 60_000;
        const wall = wallIn(zone, instant);
        const again = instantIn(zone, wall) ?? Number.NaN;
        expect(wallIn(zone, again)).toBe(wall);
        expect(again).toBeLessThanOrEqual(instant);
      },
    ),
  );
});
