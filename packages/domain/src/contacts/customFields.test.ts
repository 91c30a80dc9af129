import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CUSTOM_FIELD_KINDS, type CustomField, fitsField, readCustomValue } from './customFields.ts';

const field = (fieldKind: CustomField['fieldKind'], options: string[] = []): CustomField => ({
  id: 'f',
  name: 'Campo',
  fieldKind,
  options,
});

test('values are read as people write them here', () => {
  expect(readCustomValue(field('number'), '1.234,5')).toBe(1234.5);
  expect(readCustomValue(field('number'), '1,234.5')).toBe(1234.5);
  expect(readCustomValue(field('number'), 'doze')).toBeNull();
  expect(readCustomValue(field('date'), '1/2/2026')).toBe('2026-02-01');
  expect(readCustomValue(field('date'), '2026-02-30')).toBeNull();
  expect(readCustomValue(field('flag'), 'Não')).toBe(false);
  expect(readCustomValue(field('choice', ['Unimed', 'Particular']), 'unimed')).toBe('Unimed');
  expect(readCustomValue(field('choice', ['Unimed']), 'outro')).toBeNull();
});

test('whatever can be read fits its field', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CUSTOM_FIELD_KINDS), fc.string(), (kind, text) => {
      const its = field(kind, ['a', 'B']);
      const value = readCustomValue(its, text);
      return value === null || fitsField(its, value);
    }),
  );
});
