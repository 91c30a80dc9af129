import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { createRxDatabase } from 'rxdb';
import { expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { quickDexie } from './quickDexie.ts';

async function openRows() {
  const name = `quick-${newRowId()}`;
  const storage = quickDexie({ indexedDB, IDBKeyRange });
  const database = await createRxDatabase({ name, storage });
  const { rows } = await database.addCollections({
    rows: {
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: { id: { type: 'string', maxLength: 36 }, text: { type: 'string' } },
        required: ['id', 'text'],
      },
    },
  });
  if (!rows) throw new Error('the collection was not made');
  return { rows, [Symbol.asyncDispose]: () => database.remove().then(() => undefined) };
}

const many = (text: string, count = 50) => Array.from({ length: count }, () => ({ id: newRowId(), text }));

test('many new rows are kept, and whoever follows a query sees them', async () => {
  await using desk = await openRows();
  const seen: number[] = [];
  const following = desk.rows.find().$.subscribe((found) => seen.push(found.length));
  const result = await desk.rows.bulkInsert(many('olá'));
  await expect.poll(() => seen.at(-1)).toBe(50);
  following.unsubscribe();
  expect([result.success.length, result.error.length]).toEqual([50, 0]);
});

test('of many rows, the one that is there already is refused and stays as it was; the others are kept', async () => {
  await using desk = await openRows();
  const rows = many('novo');
  await desk.rows.insert({ ...rows[20], text: 'antigo' });
  const result = await desk.rows.bulkInsert(rows);
  expect([result.success.length, result.error.map(({ status }) => status)]).toEqual([49, [409]]);
  expect((await desk.rows.findOne(rows[20]?.id ?? '').exec())?.text).toBe('antigo');
  expect(await desk.rows.count().exec()).toBe(50);
});

test.each([
  ['few other rows lie between', 10],
  ['very many lie between', 500],
])('of many ids, those are found that are here, without the deleted ones, when %s', async (_when, between) => {
  await using desk = await openRows();
  const [first, others, last] = [many('a', 30), many('b', between), many('c', 30)];
  await desk.rows.bulkInsert([...first, ...others, ...last]);
  const [gone] = first;
  await desk.rows.findOne(gone?.id ?? '').remove();
  const asked = [...first, ...many('never kept', 10), ...last].map(({ id }) => id);
  const found = await desk.rows.storageInstance.findDocumentsById(asked, false);
  expect(found.map(({ id }) => id).sort()).toEqual([...first.slice(1), ...last].map(({ id }) => id).sort());
  expect(await desk.rows.storageInstance.findDocumentsById(asked, true)).toHaveLength(60);
});
