import { expect, test } from 'vitest';
import { markId, newRowId } from './ids.ts';

const ANA = '01900000-0000-7000-8000-00000000000a';
const RUI = '01900000-0000-7000-8000-00000000000b';

test('one user has one mark on a conversation, whichever device asks', () => {
  expect(markId(ANA, RUI)).toBe(markId(ANA, RUI));
  expect(markId(ANA, RUI)).not.toBe(markId(RUI, ANA));
  expect(markId(ANA, RUI)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/);
});

test('ids made one after the other are unique', () => {
  expect(new Set(Array.from({ length: 1000 }, newRowId)).size).toBe(1000);
});
