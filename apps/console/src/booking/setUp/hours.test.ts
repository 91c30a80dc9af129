import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hoursOf, rulesOf } from './hours.ts';

test('Monday’s rule stands on Monday, and a date that is shut stays one', () => {
  const rules = [
    { day: { kind: 'weekly' as const, weekday: 0 }, span: { from: '08:00', to: '12:00' } },
    { day: { kind: 'dated' as const, date: '2026-12-24' }, span: null },
  ];
  const hours = hoursOf(rules);
  expect(hours.week['1']).toEqual([{ from: '08:00', to: '12:00' }]);
  expect(hours.dates).toEqual([{ date: '2026-12-24', spans: [] }]);
  expect(rulesOf(hours)).toEqual(rules);
});

test('what is shown and saved again is the same rules', () => {
  const clock = fc.constantFrom('08:00', '12:00', '13:00', '18:00');
  const span = fc.record({ from: clock, to: clock });
  const rule = fc.oneof(
    fc.record({ day: fc.record({ kind: fc.constant('weekly' as const), weekday: fc.nat(6) }), span }),
    fc.record({
      day: fc.record({ kind: fc.constant('dated' as const), date: fc.constantFrom('2026-12-24', '2026-12-31') }),
      span,
    }),
  );
  const told = (rules: ReturnType<typeof rulesOf>) => rules.map((each) => JSON.stringify(each)).sort();
  fc.assert(
    fc.property(fc.array(rule), (rules) => {
      expect(told(rulesOf(hoursOf(rules)))).toEqual(told(rules));
    }),
  );
});
