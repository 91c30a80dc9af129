import { expect, test } from 'vitest';
import { withRange } from './selection.ts';

const order = ['a', 'b', 'c', 'd'];

test('a range takes everything between the anchor and the row, in either direction, and keeps what was chosen', () => {
  expect([...withRange(new Set(['z']), order, 'd', 'b')].sort()).toEqual(['b', 'c', 'd', 'z']);
  expect([...withRange(new Set(), order, 'a', 'c')]).toEqual(['a', 'b', 'c']);
});

test('an anchor that left the list begins a range of one', () => {
  expect([...withRange(new Set(), order, 'gone', 'c')]).toEqual(['c']);
});

test('a row that left the list changes nothing', () => {
  const ids = new Set(['a']);
  expect(withRange(ids, order, 'a', 'gone')).toBe(ids);
});
