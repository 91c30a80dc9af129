import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchanged, isExchangeUndone } from './exchange.ts';
import type { AppointmentSlot } from './slot.ts';

const slot = (from: number, to: number, ...resourceIds: string[]): AppointmentSlot => ({
  from,
  to,
  zone: 'America/Sao_Paulo',
  resourceIds,
});

test('two change places with their resources, and each stays as long as it was', () => {
  expect(exchanged(slot(0, 30, 'one'), slot(120, 180, 'two', 'room'))).toEqual([
    slot(120, 150, 'two', 'room'),
    slot(0, 60, 'one'),
  ]);
});

test('two that touch share the time that they have together', () => {
  expect(exchanged(slot(0, 30, 'one'), slot(30, 90, 'one'))).toEqual([slot(60, 90, 'one'), slot(0, 60, 'one')]);
  expect(exchanged(slot(30, 90, 'one'), slot(0, 30, 'one'))).toEqual([slot(0, 60, 'one'), slot(60, 90, 'one')]);
});

test('of one length, a second time brings both back; of two it does unless they come to touch', () => {
  const some = (length: fc.Arbitrary<number>) =>
    fc
      .tuple(fc.nat(20), length, fc.subarray(['one', 'two', 'room']))
      .map(([from, minutes, ids]) => slot(from, from + minutes, ...ids));
  fc.assert(
    fc.property(some(fc.constant(3)), some(fc.constant(3)), (a, b) => {
      expect(exchanged(...exchanged(a, b))).toEqual([a, b]);
      expect(isExchangeUndone(a, b)).toBe(true);
    }),
  );
  expect(isExchangeUndone(slot(0, 1, 'one'), slot(5, 10, 'one'))).toBe(false);
  expect(isExchangeUndone(slot(0, 1, 'one'), slot(1, 10, 'one'))).toBe(true);
});

test('nobody becomes longer or shorter, and nobody gets a resource that neither had', () => {
  const some = fc
    .tuple(fc.nat(20), fc.integer({ min: 1, max: 6 }), fc.subarray(['one', 'two', 'room']))
    .map(([from, length, ids]) => slot(from, from + length, ...ids));
  fc.assert(
    fc.property(some, some, (a, b) => {
      const [one, other] = exchanged(a, b);
      expect([one.to - one.from, other.to - other.from]).toEqual([a.to - a.from, b.to - b.from]);
      expect([one.resourceIds, other.resourceIds].toSorted()).toEqual([a.resourceIds, b.resourceIds].toSorted());
    }),
  );
});
