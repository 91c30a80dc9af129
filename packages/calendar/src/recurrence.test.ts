import { Refusal } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { timesOf } from './blocks.ts';
import { parseRecurrence } from './recurrence.ts';

const at = (iso: string) => Date.parse(iso);
const zone = 'America/Sao_Paulo';
/** Monday, noon. */
const lunch = (rrule: string) => ({
  resourceId: null,
  from: at('2026-11-16T12:00:00-03:00'),
  to: at('2026-11-16T13:00:00-03:00'),
  zone,
  rrule,
  exceptions: [],
});
const dates = (rrule: string, until: string) =>
  timesOf(lunch(rrule), { from: at('2026-11-16T00:00:00-03:00'), to: at(until) }).map(({ from }) =>
    new Date(from).toISOString().slice(0, 10),
  );

test.each([
  ['nothing', ''],
  ['no frequency', 'COUNT=3'],
  ['several times a day', 'FREQ=HOURLY'],
  ['hours of its own', 'FREQ=DAILY;BYHOUR=9,10'],
  ['small letters', 'freq=daily'],
  ['a part that nobody knows', 'FREQ=DAILY;EVERY=2'],
  ['a part twice', 'FREQ=DAILY;INTERVAL=2;INTERVAL=3'],
  ['an interval of none', 'FREQ=DAILY;INTERVAL=0'],
  ['an interval backwards', 'FREQ=DAILY;INTERVAL=-1'],
  ['an interval of a billion', 'FREQ=DAILY;INTERVAL=999999999'],
  ['no times', 'FREQ=DAILY;COUNT=0'],
  ['fewer than no times', 'FREQ=DAILY;COUNT=-3'],
  ['both ends', 'FREQ=DAILY;COUNT=3;UNTIL=20270101T000000Z'],
  ['until 30 February', 'FREQ=DAILY;UNTIL=20260230'],
  ['until a quarter past 24', 'FREQ=DAILY;UNTIL=20261201T241500Z'],
  ['until banana', 'FREQ=DAILY;UNTIL=banana'],
  ['a day of the week that is none', 'FREQ=WEEKLY;BYDAY=XX'],
  ['a sixth Monday of a month', 'FREQ=MONTHLY;BYDAY=6MO'],
  ['a first Monday of a week', 'FREQ=WEEKLY;BYDAY=1MO'],
  ['a thirteenth month', 'FREQ=YEARLY;BYMONTH=13'],
  ['a 32nd', 'FREQ=MONTHLY;BYMONTHDAY=32'],
  ['a zeroth', 'FREQ=MONTHLY;BYMONTHDAY=0'],
  ['a 54th week', 'FREQ=YEARLY;BYWEEKNO=54'],
  ['days of a year named in two ways', 'FREQ=YEARLY;BYMONTHDAY=29;BYDAY=MO'],
])('a rule with %s is refused', (_what, rrule) => {
  const refused = () => {
    try {
      parseRecurrence(rrule);
    } catch (error) {
      return error instanceof Refusal ? error.problem.code : 'another error';
    }
    return 'taken';
  };
  expect(refused()).toBe('calendar.badRecurrence');
});

test('a rule without end is counted as far as somebody asks', () => {
  expect(dates('FREQ=DAILY', '2026-11-19T00:00:00-03:00')).toEqual(['2026-11-16', '2026-11-17', '2026-11-18']);
});

test('a rule that never comes true has no times, and nobody waits for them', () => {
  expect(dates('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', '2046-01-01T00:00:00Z')).toEqual([]);
  expect(dates('FREQ=DAILY;INTERVAL=7;BYDAY=TU', '2046-01-01T00:00:00Z')).toEqual([]);
  expect(dates('FREQ=WEEKLY;INTERVAL=52;BYMONTH=2', '2030-01-01T00:00:00Z')).toEqual([]);
});

test('a rule by day leaves out what does not fit, and counts only what does', () => {
  expect(dates('FREQ=DAILY;BYDAY=MO,WE;COUNT=3', '2027-01-01T00:00:00Z')).toEqual([
    '2026-11-16',
    '2026-11-18',
    '2026-11-23',
  ]);
  expect(dates('FREQ=DAILY;BYMONTHDAY=-1', '2027-02-01T00:00:00Z')).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
  expect(dates('FREQ=WEEKLY;BYMONTH=12', '2027-02-01T00:00:00Z')).toEqual([
    '2026-12-07',
    '2026-12-14',
    '2026-12-21',
    '2026-12-28',
  ]);
});

test('the fourth Thursday of November is written in two ways, and is one day', () => {
  const thanks = ['2026-11-26', '2027-11-25'];
  expect(dates('FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4', '2028-01-01T00:00:00Z')).toEqual(thanks);
  expect(dates('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '2028-01-01T00:00:00Z')).toEqual(thanks);
});

test('whatever rule is taken, counting three years of it comes to an end', () => {
  const some = <Value>(value: fc.Arbitrary<Value>, name: string) =>
    fc.option(
      value.map((each) => `${name}=${String(each)}`),
      { nil: '' },
    );
  const list = (least: number, most: number) =>
    fc.uniqueArray(fc.integer({ min: least, max: most }), { minLength: 1, maxLength: 3 });
  const days = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'SU', '1MO', '-1FR', '5TU'), { minLength: 1, maxLength: 3 });
  const rule = fc
    .tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').map((each) => `FREQ=${each}`),
      some(fc.constantFrom(1, 2, 7, 12, 52, 365, 1_000), 'INTERVAL'),
      some(fc.constantFrom(1, 5, 400), 'COUNT'),
      some(list(1, 12), 'BYMONTH'),
      some(list(-31, 31), 'BYMONTHDAY'),
      some(days, 'BYDAY'),
      some(list(-5, 5), 'BYSETPOS'),
      some(list(-53, 53), 'BYWEEKNO'),
    )
    .map((parts) => parts.filter((part) => part !== '').join(';'));
  fc.assert(
    fc.property(rule, (rrule) => {
      try {
        expect(dates(rrule, '2029-11-16T00:00:00Z').length).toBeLessThan(1_200);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
      }
    }),
    { numRuns: 400 },
  );
});
