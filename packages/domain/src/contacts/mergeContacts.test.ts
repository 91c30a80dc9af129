import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHOOSABLE_FIELDS, canUndoMerge, type MergeableFields, mergeFields, unmergeFields } from './mergeContacts.ts';

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const anybody: fc.Arbitrary<MergeableFields> = fc.record({
  name: fc.string(),
  phone: fc.constantFrom('', '+5511900000031', '+5511900000032'),
  email: fc.constantFrom('', 'a@example.com', 'b@example.com'),
  language: fc.constantFrom('', 'pt-BR'),
  zone: fc.constantFrom('', 'America/Sao_Paulo'),
  status: fc.constantFrom('lead' as const, 'customer' as const),
  externalId: fc.string(),
  ownerId: fc.constantFrom('', 'u1'),
  score: fc.integer({ min: 0, max: 100 }),
  temperature: fc.integer({ min: 0, max: 100 }),
  optIn: fc.option(
    fc.record({ state: fc.constantFrom('in' as const, 'out' as const), source: fc.string(), at: fc.nat() }),
  ),
  notes: fc.string(),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
  segments: fc.uniqueArray(fc.constantFrom('x', 'y')),
  custom: fc.dictionary(fc.constantFrom('f1', 'f2'), fc.string()),
});

test('INB-12 a merge loses no tag, no segment, no own field and no "no" to offers, and chosen fields are the other’s', () => {
  fc.assert(
    fc.property(anybody, anybody, fc.subarray([...CHOOSABLE_FIELDS]), (survivor, other, taken) => {
      const merged = mergeFields(survivor, other, taken);
      for (const tag of [...survivor.tags, ...other.tags]) expect(merged.tags).toContain(tag);
      for (const key of Object.keys({ ...survivor.custom, ...other.custom })) expect(merged.custom).toHaveProperty(key);
      for (const field of taken) expect(merged[field]).toEqual(other[field]);
      if (!taken.includes('optIn') && (survivor.optIn?.state === 'out' || other.optIn?.state === 'out'))
        expect(merged.optIn?.state).toBe('out');
    }),
  );
});

test('INB-12 undoing gives the survivor back as it was, and what was edited since stays', () => {
  fc.assert(
    fc.property(anybody, anybody, (before, other) => {
      const after = mergeFields(before, other, []);
      expect(unmergeFields(after, after, before, same)).toEqual(before);
      expect(unmergeFields({ ...after, name: 'editado depois' }, after, before, same).name).toBe('editado depois');
    }),
  );
});

test('INB-12 thirty days, and not a moment longer', () => {
  const days = (count: number) => count * 24 * 60 * 60 * 1000;
  expect(canUndoMerge(0, days(30))).toBe(true);
  expect(canUndoMerge(0, days(30) + 1)).toBe(false);
});
