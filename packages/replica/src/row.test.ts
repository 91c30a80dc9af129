import { Refusal } from '@balcao/domain';
import { expect, test } from 'vitest';
import { REPLICAS } from './definitions/index.ts';
import { recencyOf } from './field.ts';
import { conformRow, emptyRow, parseRow, sameRow, sameValue } from './row.ts';

const ID = '01900000-0000-7000-8000-000000000001';
const mark = { ...emptyRow(REPLICAS.marks, ID), userId: ID, conversationId: ID };
const message = {
  ...emptyRow(REPLICAS.messages, ID),
  conversationId: ID,
  direction: 'out' as const,
  kind: 'text' as const,
  text: 'oi',
  content: { kind: 'text' as const, text: 'oi' },
  source: 'console' as const,
  createdAt: 5,
  recency: recencyOf(5),
};

test('values are compared by what they hold, not by the order of their keys', () => {
  expect(sameValue({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
  expect(sameValue({ a: 1, b: undefined }, { a: 1 })).toBe(true);
  expect(sameValue({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(sameValue([1, 2], [2, 1])).toBe(false);
  expect(sameValue(null, {})).toBe(false);
});

test('rows are the same when every known field is, whatever else stands beside', () => {
  expect(sameRow(REPLICAS.marks, mark, { ...mark, _deleted: false, pending: 4 })).toBe(true);
  expect(sameRow(REPLICAS.marks, mark, { ...mark, draft: 'x' })).toBe(false);
  const other = { ...message, content: { kind: 'text', text: 'ó' } };
  expect(sameRow(REPLICAS.messages, message, other)).toBe(false);
});

test('a row from the wire is parsed, and fields of a newer console are left out', () => {
  expect(parseRow(REPLICAS.messages, { ...message, sticker: 1 })).toEqual(message);
});

test('a row that does not fit names its fields', () => {
  try {
    parseRow(REPLICAS.marks, { ...mark, readCount: -1, conversationId: 'x' });
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({
      problem: { code: 'input.invalid', issues: [{ path: 'conversationId' }, { path: 'readCount' }] },
    });
  }
});

test('an empty row of every replica holds nothing personal and has every field', () => {
  for (const definition of Object.values(REPLICAS)) {
    const row: Record<string, unknown> = emptyRow(definition, ID);
    expect(Object.keys(row)).toEqual(Object.keys(definition.fields));
    for (const [name, field] of Object.entries(definition.fields)) {
      if (field.personal) expect(JSON.stringify(row[name])).toMatch(/^(""|null|\[\]|\{\})$/);
    }
  }
});

test('a row of an older version keeps what fits and is empty in what is new', () => {
  const { draftIsNote: _, ...old } = { ...mark, draft: 'half a sentence', gone: true };
  expect(conformRow(REPLICAS.marks, old)).toEqual({ ...mark, draft: 'half a sentence', draftIsNote: false });
});
