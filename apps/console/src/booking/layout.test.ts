import { localDay } from '@balcao/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOn, instantAt, minutesIn, mondayOf, monthDates, monthsOn, sideBySide } from './layout.ts';

const zone = 'America/Sao_Paulo';
const day = localDay('2026-11-26', zone);
const at = (clock: string) => Date.parse(`2026-11-26T${clock}:00-03:00`);

test('a time lies at its minutes of the wall clock, and one that goes on to the next day ends with this one', () => {
  expect(minutesIn({ from: at('08:30'), to: at('09:15') }, day, zone)).toEqual({ top: 510, bottom: 555 });
  expect(minutesIn({ from: at('23:00'), to: at('23:00') + 7_200_000 }, day, zone)).toEqual({ top: 1380, bottom: 1440 });
  expect(minutesIn({ from: day.to, to: day.to + 60_000 }, day, zone)).toBeNull();
});

test('on the day when clocks change nine o’clock stands at nine', () => {
  const shortDay = localDay('2026-03-08', 'America/New_York');
  const nine = Date.parse('2026-03-08T09:00:00-04:00');
  expect(minutesIn({ from: nine, to: nine + 1_800_000 }, shortDay, 'America/New_York')?.top).toBe(540);
  expect(instantAt(shortDay, 540, 'America/New_York')).toBe(nine);
});

test('those that overlap stand side by side, each whole, and none over another', () => {
  const item = fc.record({ top: fc.nat(100), length: fc.integer({ min: 1, max: 40 }) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 30 }), (items) => {
      const placed = sideBySide(items.map(({ top, length }, index) => ({ item: index, top, bottom: top + length })));
      expect(placed).toHaveLength(items.length);
      for (const [index, a] of placed.entries()) {
        expect(a.lane).toBeLessThan(a.lanes);
        for (const b of placed.slice(index + 1)) {
          const overlaps = a.top < b.bottom && b.top < a.bottom;
          if (overlaps) expect([a.lane !== b.lane, a.lanes]).toEqual([true, b.lanes]);
        }
      }
    }),
  );
});

test('weeks begin on Monday, months show six of them, and a month on is never another day of the month after', () => {
  expect(mondayOf('2026-11-26', zone)).toBe('2026-11-23');
  expect(monthDates('2026-11-26', zone)).toHaveLength(42);
  expect(monthDates('2026-11-26', zone)[0]).toBe('2026-10-26');
  expect(monthsOn('2027-01-31', 1)).toBe('2027-02-28');
  expect(daysOn('2026-12-31', 1)).toBe('2027-01-01');
});
