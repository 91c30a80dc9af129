import { expect, test } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { emptyRow } from '../row.ts';
import { rebase } from './rebase.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const { contacts } = REPLICAS;
const base = { ...emptyRow(contacts, ID), name: 'Contato', tags: ['a', 'b'], notes: 'n' };

test('without an exchange, or from another base, an edit is what it is', () => {
  const edit = { base, wish: { ...base, name: 'X' } };
  expect(rebase(contacts, undefined, edit)).toBe(edit);
  const older = { base: { ...base, name: 'older' }, sent: base, answer: base };
  expect(rebase(contacts, older, edit)).toBe(edit);
});

test('an edit on top of an accepted one is a change of the answer', () => {
  const sent = { ...base, notes: 'first' };
  const answer = { ...sent, tags: ['a'] }; // somebody removed b meanwhile
  const wish = { ...sent, notes: 'first, then more', tags: ['a', 'b', 'c'] };
  expect(rebase(contacts, { base, sent, answer }, { base, wish })).toEqual({
    base: answer,
    wish: { ...answer, notes: 'first, then more', tags: ['a', 'c'] },
  });
});

test('a refused wish is not repeated by the edit that follows it', () => {
  const sent = { ...base, email: 'refused' };
  const wish = { ...sent, name: 'New name' };
  expect(rebase(contacts, { base, sent, answer: base }, { base, wish })).toEqual({
    base,
    wish: { ...base, name: 'New name' },
  });
});

test('a note that was contested is contested again, with the newer text', () => {
  const sent = { ...base, notes: 'mine' };
  const answer = { ...base, notes: 'theirs' };
  const wish = { ...base, notes: 'mine, longer' };
  expect(rebase(contacts, { base, sent, answer }, { base, wish })).toEqual({
    base: { ...answer, notes: 'n' },
    wish: { ...answer, notes: 'mine, longer' },
  });
});
