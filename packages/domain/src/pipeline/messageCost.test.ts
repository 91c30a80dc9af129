import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costsOf, priceOf } from './messageCost.ts';

const prices = [
  { category: 'marketing', country: 'BR', micros: 62_500 },
  { category: 'marketing', country: '', micros: 90_000 },
  { category: 'service', country: 'BR', micros: 6_800 },
];
const service = { category: 'service', country: 'BR', billable: true };

test('a country’s own price goes before that of all others; what the list does not know has none', () => {
  expect(priceOf(prices, { category: 'marketing', country: 'BR' })).toBe(62_500);
  expect(priceOf(prices, { category: 'marketing', country: 'PT' })).toBe(90_000);
  expect(priceOf(prices, { category: 'service', country: 'PT' })).toBeNull();
});

test('service messages are free while the month’s allowance lasts, and what the platform does not bill never uses it', () => {
  const costs = costsOf([service, { ...service, billable: false }, service, service], prices, 2);
  expect(costs).toEqual([
    { micros: 0, isFree: true },
    { micros: 0, isFree: true },
    { micros: 0, isFree: true },
    { micros: 6_800, isFree: false },
  ]);
});

test('however a month’s messages are cut into batches, they cost the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { maxLength: 60 }),
      fc.nat({ max: 60 }),
      fc.nat({ max: 20 }),
      (bills, cut, free) => {
        const messages = bills.map((billable) => ({ ...service, billable }));
        const whole = costsOf(messages, prices, free);
        const first = costsOf(messages.slice(0, cut), prices, free);
        const used = messages.slice(0, cut).filter((each, n) => each.billable && first[n]?.isFree).length;
        expect([...first, ...costsOf(messages.slice(cut), prices, free - used)]).toEqual(whole);
      },
    ),
  );
});
