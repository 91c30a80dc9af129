import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlap } from './intervals.ts';
import { type Seated, seatFor } from './seats.ts';

test('the first seat that is free the whole time is taken', () => {
  const seated = [{ id: 'a', seat: 0, from: 0, to: 10 }];
  expect(seatFor(seated, { from: 5, to: 15 }, 2)).toEqual({ seat: 1, moved: new Map() });
  expect(seatFor(seated, { from: 10, to: 15 }, 2)).toEqual({ seat: 0, moved: new Map() });
});

test('two halves on different seats move together, so that a whole finds room', () => {
  const seated = [
    { id: 'early', seat: 0, from: 0, to: 10 },
    { id: 'late', seat: 1, from: 10, to: 20 },
  ];
  const found = seatFor(seated, { from: 0, to: 20 }, 2);
  expect(found?.moved.size).toBe(1);
});

test('as long as a place is free at every moment there is a seat, and never two on one', () => {
  const time = fc.record({ from: fc.nat(40), length: fc.integer({ min: 1, max: 12 }) });
  fc.assert(
    fc.property(fc.array(time, { maxLength: 25 }), fc.integer({ min: 1, max: 4 }), (times, capacity) => {
      const seated: Seated[] = [];
      for (const [index, { from, length }] of times.entries()) {
        const wanted = { from, to: from + length };
        const most = Math.max(
          ...Array.from(
            { length },
            (_, n) => seated.filter((each) => overlap(each, { from: from + n, to: from + n + 1 })).length,
          ),
        );
        const found = seatFor(seated, wanted, capacity);
        expect(found !== null).toBe(most < capacity);
        if (!found) continue;
        for (const each of seated) each.seat = found.moved.get(each.id) ?? each.seat;
        seated.push({ ...wanted, id: String(index), seat: found.seat });
        for (const [at, a] of seated.entries()) {
          expect(seated.slice(at + 1).some((b) => a.seat === b.seat && overlap(a, b))).toBe(false);
        }
      }
    }),
  );
});
