import { localDay } from '@balcao/domain';
import { type AppointmentRow, emptyRow, REPLICAS } from '@balcao/replica';
import { expect, test } from 'vitest';
import { contentsOf } from './contents.ts';
import { contentsKeeper, countsKeeper } from './keptContents.ts';

const zone = 'America/Sao_Paulo';
const day = localDay('2026-11-23', zone);
const columns = ['one', 'two', 'three'].map((resourceId) => ({ key: resourceId, day, resourceId, facts: '' }));
const setUp = { zone, types: [], resources: [], places: [], rules: [], holds: [], standing: [] };
const row = (id: string, resourceId: string, hour: number): AppointmentRow => {
  const from = day.from + hour * 3_600_000;
  return {
    ...emptyRow(REPLICAS.appointments, id),
    slot: { from, to: from + 1_800_000, zone, resourceIds: [resourceId] },
  };
};
const rows = [row('a', 'one', 9), row('b', 'two', 9), row('c', 'two', 11), row('d', 'three', 9)];
const contents = (appointments: readonly AppointmentRow[]) =>
  contentsOf({ columns, setUp, zone, appointments, blocks: [], resources: [], free: [], now: 0 });

test('BOOK-11 one that moves changes its columns, and in them no other card', () => {
  const keep = contentsKeeper();
  const count = countsKeeper<(typeof columns)[number]>();
  const before = keep(contents(rows));
  const counted = count(columns, before);
  expect(keep(contents([...rows]))).toBe(before);
  const moved = rows.map((each) => (each.id === 'a' ? row('a', 'two', 14) : each));
  const after = keep(contents(moved));
  expect(after.get('three')).toBe(before.get('three'));
  expect(after.get('one')?.events).toEqual([]);
  expect(after.get('two')?.events.map(({ item }) => item.id)).toEqual(['b', 'c', 'a']);
  expect(after.get('two')?.events.slice(0, 2)).toEqual(before.get('two')?.events);
  expect(after.get('two')?.events[0]).toBe(before.get('two')?.events[0]);
  const again = count(columns, after);
  expect(again.map(({ facts }) => facts)).toEqual(['', '3', '1']);
  expect(again[2]).toBe(counted[2]);
});

test('an appointment that says something new is a new card where it stood', () => {
  const keep = contentsKeeper();
  const before = keep(contents(rows));
  const after = keep(contents(rows.map((each) => (each.id === 'b' ? { ...each, notes: 'Traz exames' } : each))));
  expect(after.get('two')?.events[0]?.item.notes).toBe('Traz exames');
  expect(after.get('two')?.events[1]).toBe(before.get('two')?.events[1]);
  expect(after.get('one')).toBe(before.get('one'));
});

test('of many in conflict at one time two are drawn, and whatever is booked', () => {
  const many = Array.from({ length: 500 }, (_, n) => ({ ...row(`x${n}`, 'one', 9), status: 'conflict' as const }));
  const later = { ...row('later', 'one', 10), status: 'conflict' as const };
  const drawn = contents([...many, ...rows, later]).get('one')?.events ?? [];
  expect(drawn.map(({ item, lanes }) => [item.id, lanes])).toEqual([
    ['a', 3],
    ['x0', 3],
    ['x1', 3],
    ['later', 1],
  ]);
});
