import { expect, test } from 'vitest';
import { microsIn, moneyInWords } from './money.ts';

test.each([
  ['0,0068', 6_800],
  ['0.0068', 6_800],
  [' 12 ', 12_000_000],
  ['0,000001', 1],
  ['', null],
  ['1.000,50', null],
  ['-1', null],
  ['dez', null],
] as const)('%j typed as a price', (text, micros) => {
  expect(microsIn(text)).toBe(micros);
});

test('a small price keeps its decimals', () => {
  expect(moneyInWords(6_800, 'USD', 'en')).toBe('$0.0068');
  expect(moneyInWords(13_600_000, 'USD', 'en')).toBe('$13.60');
});
