import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldOrder } from './heldOrder.ts';

const rows = (ids: string) => [...ids].map((id) => ({ id }));
const ids = (held: { rows: { id: string }[] }) => held.rows.map((row) => row.id).join('');

test('a row that became the newest stays where the pointer may be', () => {
  const held = heldOrder(['a', 'b', 'c'], rows('cab'));
  expect(ids(held)).toBe('abc');
  expect(held.waiting).toBe(0);
});

test('a new conversation waits, and is counted', () => {
  const held = heldOrder(['a', 'b', 'c'], rows('xabc'));
  expect(ids(held)).toBe('abc');
  expect(held.waiting).toBe(1);
});

test('rows that were loaded by scrolling down are let in behind', () => {
  expect(ids(heldOrder(['a', 'b'], rows('abcd')))).toBe('abcd');
});

test('a row that left the view leaves at once', () => {
  expect(ids(heldOrder(['a', 'b', 'c'], rows('ac')))).toBe('ac');
});

test('every row is drawn once or counted as waiting', () => {
  const someIds = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  fc.assert(
    fc.property(someIds, someIds, (shown, now) => {
      const held = heldOrder(shown, rows(now.join('')));
      expect(held.rows.length + held.waiting).toBe(now.length);
      expect(new Set(ids(held)).size).toBe(held.rows.length);
    }),
  );
});
