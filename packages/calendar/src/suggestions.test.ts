import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Slot } from './freeSlots.ts';
import { nearest, suggest, type Wish } from './suggestions.ts';

const zone = 'America/Sao_Paulo';
const MINUTE_MS = 60_000;
const slot = (iso: string): Slot => {
  const from = Date.parse(`${iso}:00-03:00`);
  return { from, to: from + 30 * MINUTE_MS, resourceIds: ['room'], places: 1 };
};
/** Monday to Friday, each half hour from 8 to 20. */
const week = ['23', '24', '25', '26', '27'].flatMap((day) =>
  Array.from({ length: 24 }, (_, n) =>
    slot(`2026-11-${day}T${String(8 + (n >> 1)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`),
  ),
);
const whenever: Wish = { weekdays: [], dates: [], parts: [] };
const options = { zone, most: 3, wish: whenever, neighbours: [] };
const local = (slots: readonly Slot[]) =>
  slots.map(({ from }) => new Date(from - 3 * 3_600_000).toISOString().slice(8, 16));

test('without a wish three days are offered, not the first three half hours', () => {
  expect(local(suggest(week, options))).toEqual(['23T08:00', '24T08:00', '25T08:00']);
});

test('on one day it offers different parts of it', () => {
  const monday = week.slice(0, 24);
  expect(local(suggest(monday, options))).toEqual(['23T08:00', '23T12:00', '23T18:00']);
});

test('“terça à tarde” is offered first, and the rest only fills up', () => {
  const wish: Wish = { weekdays: [1], dates: [], parts: ['afternoon'] };
  expect(local(suggest(week, { ...options, wish }))).toEqual(['24T12:00', '24T12:30', '24T13:00']);
});

test('of equals, the one beside an appointment leaves no gap', () => {
  const monday = week.slice(0, 8);
  const beside = (resourceId: string) => [
    { resourceId, from: slot('2026-11-23T10:30').from, to: slot('2026-11-23T11:00').from },
  ];
  const one = (resourceId: string) => local(suggest(monday, { ...options, most: 1, neighbours: beside(resourceId) }));
  expect([one('room'), one('other')]).toEqual([['23T10:00'], ['23T08:00']]);
});

test('alternatives are the nearest, before or after', () => {
  expect(local(nearest(week, slot('2026-11-24T10:15').from, 3))).toEqual(['24T10:00', '24T10:30', '24T09:30']);
});

test('what is suggested was free, in order, each once, and as many as there are', () => {
  fc.assert(
    fc.property(fc.subarray(week), fc.nat(8), fc.array(fc.nat(6)), (slots, most, weekdays) => {
      const found = suggest(slots, { ...options, most, wish: { ...whenever, weekdays } });
      const starts = found.map(({ from }) => from);
      return (
        found.length === Math.min(most, slots.length) &&
        found.every((each) => slots.includes(each)) &&
        starts.every((start, index) => index === 0 || start > (starts[index - 1] ?? 0))
      );
    }),
  );
});
