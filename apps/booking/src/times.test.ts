import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byDay, dayOf, monthAfter, monthOf, spanOf, weeksOf } from './times.ts';

const month = fc
  .tuple(fc.integer({ min: 1990, max: 2100 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`);
const zone = fc.constantFrom(
  'America/Sao_Paulo',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Australia/Lord_Howe',
  'UTC',
);

test('a month has each of its days once, in whole weeks, whatever day they begin on', () => {
  fc.assert(
    fc.property(month, fc.integer({ min: 0, max: 6 }), (key, firstDay) => {
      const weeks = weeksOf(key, firstDay);
      const days = weeks.flat().filter((day) => day !== null);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.every((day) => monthOf(day) === key)).toBe(true);
      expect(monthOf(new Date(Date.parse(days.at(-1) ?? '') + 86_400_000).toISOString().slice(0, 10))).toBe(
        monthAfter(key, 1),
      );
      for (const week of weeks) {
        for (const [index, day] of week.entries()) {
          if (day) expect(new Date(`${day}T00:00:00Z`).getUTCDay()).toBe((firstDay + index) % 7);
        }
      }
    }),
  );
});

test('what is asked for a month covers it in every zone', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zone, (seconds, where) => {
      const at = seconds * 1000;
      const { from, to } = spanOf(monthOf(dayOf(at, where)));
      expect(from).toBeLessThanOrEqual(at);
      expect(to).toBeGreaterThan(at);
    }),
  );
});

test('late in the evening it is tomorrow further east', () => {
  const at = Date.parse('2031-11-24T23:30:00-03:00');
  expect(dayOf(at, 'America/Sao_Paulo')).toBe('2031-11-24');
  expect(dayOf(at, 'Europe/Lisbon')).toBe('2031-11-25');
  expect([...byDay([{ from: at }], 'Europe/Lisbon').keys()]).toEqual(['2031-11-25']);
});
