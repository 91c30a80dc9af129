import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phoneMatchKey, toE164 } from './phones.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));

test('INB-10 a Brazilian mobile is the same person with and without the ninth digit', () => {
  fc.assert(
    fc.property(digits(2), digits(8), (area, number) => {
      expect(phoneMatchKey(`55${area}9${number}`)).toBe(phoneMatchKey(`55${area}${number}`));
    }),
  );
});

test('INB-10 Mexican 521 and Argentine 549 are the same person as without', () => {
  fc.assert(
    fc.property(digits(10), (number) => {
      expect(phoneMatchKey(`521${number}`)).toBe(phoneMatchKey(`52${number}`));
      expect(phoneMatchKey(`549${number}`)).toBe(phoneMatchKey(`54${number}`));
    }),
  );
});

test('different numbers of one form stay different, and a key is the key of itself however the number is written', () => {
  fc.assert(
    fc.property(digits(2), digits(8), digits(8), (area, a, b) => {
      expect(phoneMatchKey(`55${area}9${a}`) === phoneMatchKey(`55${area}9${b}`)).toBe(a === b);
    }),
  );
  fc.assert(
    fc.property(digits(12), (number) => {
      const key = phoneMatchKey(number);
      expect(phoneMatchKey(`+${number.slice(0, 2)} (${number.slice(2, 4)}) ${number.slice(4)}`)).toBe(key);
    }),
  );
});

test('a number of another country is never folded, and what is too short is none', () => {
  expect(phoneMatchKey('351912345678')).toBe('351912345678');
  expect(phoneMatchKey('123')).toBeNull();
  expect(toE164('5511900000031')).toBe('+5511900000031');
  expect(toE164('12')).toBeNull();
});
