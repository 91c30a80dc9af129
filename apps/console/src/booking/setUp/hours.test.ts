import { hoursWish } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfHours, faultsOf, type Hours, hoursOf, isConditional, rulesOf, UNCONDITIONAL } from './hours.ts';

const VISIT = '0193a2b4-0000-7000-8000-000000000001';
const CALL = '0193a2b4-0000-7000-8000-000000000002';
const ALWAYS = { validFrom: null, validUntil: null, typeIds: [] as string[], capacity: null };
const monday = { kind: 'weekly' as const, weekday: 0 };
const eve = { kind: 'dated' as const, date: '2026-12-24' };
const morning = { from: '08:00', to: '12:00' };

test('Monday’s rule stands on Monday, and a date that is shut stays one', () => {
  const rules = [
    { day: monday, span: morning, ...ALWAYS },
    { day: eve, span: null, ...ALWAYS },
  ];
  const hours = hoursOf(rules.map((rule, index) => ({ id: String(index), ...rule })));
  expect(hours.week['1']).toEqual([{ id: '0', span: morning, conditions: UNCONDITIONAL }]);
  expect(hours.dates).toEqual([{ id: '1', date: '2026-12-24', spans: [], conditions: UNCONDITIONAL }]);
  expect(rulesOf(hours)).toEqual(rules);
});

test('a time of the week keeps conditions of its own; a date with others for another type stands beside itself', () => {
  const summer = { validFrom: '2026-12-01', validUntil: '2027-02-28', typeIds: [VISIT], capacity: 3 };
  const hours = hoursOf([
    { id: 'a', day: monday, span: morning, ...ALWAYS },
    { id: 'b', day: monday, span: morning, ...summer },
    { id: 'c', day: eve, span: null, ...ALWAYS, typeIds: [VISIT] },
    { id: 'd', day: eve, span: morning, ...ALWAYS, typeIds: [CALL] },
  ]);
  expect(hours.week['1'].map(({ conditions }) => isConditional(conditions))).toEqual([false, true]);
  expect(hours.week['1'][1]?.conditions).toEqual({ ...summer, capacity: '3' });
  expect(hours.dates.map(({ spans, conditions }) => [spans.length, conditions.typeIds])).toEqual([
    [0, [VISIT]],
    [1, [CALL]],
  ]);
});

test('what is shown and saved again is the same rules, and the server takes them', () => {
  const span = fc.constantFrom(morning, { from: '13:00', to: '18:00' }, { from: '22:00', to: '02:00' });
  const conditions = {
    validFrom: fc.constantFrom(null, '2026-01-01'),
    validUntil: fc.constantFrom(null, '2026-06-30'),
    typeIds: fc.subarray([VISIT, CALL]),
    capacity: fc.constantFrom(null, 1, 500),
  };
  const rule = fc.oneof(
    fc.record({ day: fc.record({ kind: fc.constant('weekly' as const), weekday: fc.nat(6) }), span, ...conditions }),
    fc.record({
      day: fc.record({ kind: fc.constant('dated' as const), date: fc.constantFrom('2026-12-24', '2026-12-31') }),
      span,
      ...conditions,
    }),
  );
  const told = (rules: ReturnType<typeof rulesOf>) =>
    rules.map(({ day, span, ...rest }) => JSON.stringify([day, span, Object.entries(rest).sort()])).sort();
  fc.assert(
    fc.property(fc.array(rule), (rules) => {
      const hours = hoursOf(rules.map((each, index) => ({ id: String(index), ...each })));
      expect(faultOfHours(hours)).toBeNull();
      expect(told(rulesOf(hours))).toEqual(told(rules));
      for (const each of rulesOf(hours)) expect(hoursWish.safeParse(each).success).toBe(true);
    }),
  );
});

test.each([
  [{ validFrom: '2026-12-02', validUntil: '2026-12-01' }, 'validUntil', 'untilBeforeFrom'],
  [{ validFrom: '20266-12-01' }, 'validFrom', 'badDate'],
  [{ validUntil: '2026-02-30' }, 'validUntil', 'badDate'],
  [{ capacity: '0' }, 'capacity', 'badCapacity'],
  [{ capacity: '1.5' }, 'capacity', 'badCapacity'],
  [{ capacity: '501' }, 'capacity', 'badCapacity'],
] as const)('conditions as %o have a fault at %s: %s', (part, field, fault) => {
  const conditions = { ...UNCONDITIONAL, ...part };
  expect(faultsOf(conditions)).toEqual({ validFrom: null, validUntil: null, capacity: null, [field]: fault });
  const row = { id: 'a', span: morning, conditions };
  expect(faultOfHours({ ...NONE, week: { ...NONE.week, '3': [row] } })).toBe('conditions');
});

test('one day may be both the first and the last; a time without length and a date without a day wait', () => {
  const day = { ...UNCONDITIONAL, validFrom: '2026-12-01', validUntil: '2026-12-01' };
  expect(faultsOf(day).validUntil).toBeNull();
  const still = { id: 'a', span: { from: '08:00', to: '08:00' }, conditions: UNCONDITIONAL };
  expect(faultOfHours({ ...NONE, week: { ...NONE.week, '1': [still] } })).toBe('noLength');
  const dated = { id: 'a', date: '', spans: [], conditions: UNCONDITIONAL };
  expect(faultOfHours({ ...NONE, dates: [dated] })).toBe('noDate');
});

const NONE: Hours = { week: { '0': [], '1': [], '2': [], '3': [], '4': [], '5': [], '6': [] }, dates: [] };
