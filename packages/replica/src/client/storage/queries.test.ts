import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import fc from 'fast-check';
import { createRxDatabase, type MangoQuery, type RxCollection, type RxStorage } from 'rxdb';
import { expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { memoryStorage } from '../../testing/index.ts';
import { rowStorage } from './rowStorage.ts';

type Row = { id: string; kind: string; at: number; pinned: boolean; pending: number };

async function openRows(storage: RxStorage<unknown, unknown>) {
  const database = await createRxDatabase({ name: `queries-${newRowId()}`, storage, multiInstance: false });
  const { rows } = await database.addCollections<{ rows: RxCollection<Row> }>({
    rows: {
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: {
          id: { type: 'string', maxLength: 36 },
          kind: { type: 'string', maxLength: 10 },
          at: { type: 'integer', minimum: 0, maximum: 1_000, multipleOf: 1 },
          pinned: { type: 'boolean' },
          pending: { type: 'integer', minimum: 0, maximum: 1_000, multipleOf: 1 },
        },
        required: ['id', 'kind', 'at', 'pinned', 'pending'],
        indexes: [['kind', 'at'], ['at'], ['pinned'], ['pending']],
      },
    },
  });
  if (!rows) throw new Error('the collection was not made');
  return { rows, [Symbol.asyncDispose]: () => database.remove().then(() => undefined) };
}

const ids = Array.from({ length: 12 }, (_, at) => `row-${String(at).padStart(2, '0')}`);
const row = fc.record({
  id: fc.constantFrom(...ids),
  kind: fc.constantFrom('', 'a', 'b'),
  at: fc.integer({ min: 0, max: 6 }),
  pinned: fc.boolean(),
  pending: fc.constantFrom(0, 0, 0, 1, 2),
});
const change = fc.oneof(
  { weight: 4, arbitrary: fc.record({ write: row }) },
  { weight: 1, arbitrary: fc.record({ remove: fc.constantFrom(...ids) }) },
);
const number = fc.integer({ min: 0, max: 6 });
const query: fc.Arbitrary<MangoQuery<Row>> = fc
  .record({
    selector: fc.oneof(
      fc.constant({}),
      fc.record({ kind: fc.constantFrom('', 'a', 'b') }),
      fc.record({ kind: fc.constantFrom('a', 'b'), at: fc.record({ $gte: number, $lt: number }) }),
      fc.record({ at: fc.record({ $gt: number }) }),
      fc.record({ pinned: fc.boolean() }),
      fc.record({ pending: fc.record({ $gt: fc.constantFrom(0, 1) }) }),
      fc.record({ pending: fc.constant(0) }),
      fc.record({ id: fc.record({ $gt: fc.constantFrom(...ids) }) }),
      fc.record({ id: fc.record({ $in: fc.uniqueArray(fc.constantFrom(...ids)) }) }),
    ),
    sort: fc.constantFrom([{ at: 'asc' }], [{ at: 'desc' }], [{ kind: 'asc' }, { at: 'asc' }], [{ id: 'asc' }]),
    limit: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    skip: fc.constantFrom(0, 0, 2),
  })
  // RxDB's types want what an arbitrary cannot promise: which operator goes with which field.
  .map(
    ({ limit, ...asked }) => ({ ...asked, ...(limit === undefined ? {} : { limit }) }) as unknown as MangoQuery<Row>,
  );

test('every query is answered as by RxDB’s own storage in memory, whatever was written and removed before', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { maxLength: 25 }),
      fc.array(query, { minLength: 4, maxLength: 8 }),
      async (changes, asked) => {
        await using ours = await openRows(rowStorage({ indexedDB, IDBKeyRange }));
        await using theirs = await openRows(memoryStorage());
        for (const { rows } of [ours, theirs]) {
          for (const each of changes) {
            if ('write' in each) await rows.upsert(each.write);
            else await rows.findOne(each.remove).remove();
          }
        }
        for (const each of asked) {
          const [found, expected] = await Promise.all(
            [ours, theirs].map(async ({ rows }) => (await rows.find(each).exec()).map((document) => document.toJSON())),
          );
          expect(found).toEqual(expected);
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
