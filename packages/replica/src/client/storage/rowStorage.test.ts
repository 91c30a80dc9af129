import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { createRxDatabase, getChangedDocumentsSince, type RxCollection, type RxDocumentData } from 'rxdb';
import { expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { waitingRows } from '../waitingRows.ts';
import { rowStorage } from './rowStorage.ts';

async function openRows() {
  const name = `rows-${newRowId()}`;
  const storage = rowStorage({ indexedDB, IDBKeyRange });
  const database = await createRxDatabase({ name, storage });
  const { rows } = await database.addCollections<{ rows: RxCollection<{ id: string; text: string; pending: number }> }>(
    {
      rows: {
        schema: {
          version: 0,
          primaryKey: 'id',
          type: 'object',
          properties: {
            id: { type: 'string', maxLength: 36 },
            text: { type: 'string' },
            pending: { type: 'integer', minimum: 0, maximum: 1_000, multipleOf: 1 },
          },
          required: ['id', 'text', 'pending'],
          indexes: ['pending'],
        },
      },
    },
  );
  if (!rows) throw new Error('the collection was not made');
  return { rows, [Symbol.asyncDispose]: () => database.remove().then(() => undefined) };
}

const many = (text: string, count = 50) => Array.from({ length: count }, () => ({ id: newRowId(), text, pending: 0 }));

test.each([1, 50, 350])('%i new rows are kept, and whoever follows a query sees them', async (count) => {
  await using desk = await openRows();
  const seen: number[] = [];
  const following = desk.rows.find().$.subscribe((found) => seen.push(found.length));
  const result = await desk.rows.bulkInsert(many('olá', count));
  await expect.poll(() => seen.at(-1)).toBe(count);
  following.unsubscribe();
  expect([result.success.length, result.error.length]).toEqual([count, 0]);
});

test.each([
  ['first', 0],
  ['last', 349],
])(
  'of many rows, the %s is there already: it is refused and stays as it was; the others are kept',
  async (_which, at) => {
    await using desk = await openRows();
    const rows = many('novo', 350);
    await desk.rows.insert({ ...rows[at], text: 'antigo', pending: 0 });
    const result = await desk.rows.bulkInsert(rows);
    expect([result.success.length, result.error.map(({ status }) => status)]).toEqual([349, [409]]);
    expect((await desk.rows.findOne(rows[at]?.id ?? '').exec())?.text).toBe('antigo');
    expect(await desk.rows.count().exec()).toBe(350);
  },
);

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

test('a row that waits for nothing is in no index of what waits, and still says so wherever it is read', async () => {
  await using desk = await openRows();
  await desk.rows.bulkInsert(many('do servidor'));
  const [first] = await desk.rows.find().exec();
  await first?.patch({ pending: 7 });
  const waiting = await desk.rows.find({ selector: { pending: { $gt: 0 } }, index: ['pending'] }).exec();
  expect(waiting.map(({ id }) => id)).toEqual([first?.id]);
  const { storageInstance } = desk.rows;
  const all = (await desk.rows.find().exec()).map(({ id }) => id);
  const found = await storageInstance.findDocumentsById(all, false);
  expect(found.map(({ pending }) => pending).sort()).toEqual([...Array(49).fill(0), 7]);
  const { _rev, ...stale } = await newest(desk.rows.storageInstance, all[1]);
  const refused = await storageInstance.bulkWrite(
    [{ previous: { ...stale, _rev: '1-other' }, document: { ...stale, _rev: '2-other' } }],
    'test',
  );
  expect(refused.error.map((error) => 'documentInDb' in error && error.documentInDb?.pending)).toEqual([0]);
});

const newest = async (
  storage: { findDocumentsById(ids: string[], deleted: boolean): Promise<Stored[]> },
  id = '',
): Promise<Stored> => {
  const [row] = await storage.findDocumentsById([id], true);
  if (!row) throw new Error('the row is not here');
  return row;
};
type Stored = RxDocumentData<{ id: string; text: string; pending: number }>;

test('where no index helps, rows are found by their content in any order, and page by page by their ids', async () => {
  await using desk = await openRows();
  const rows = many('a', 130).map((row, index) => ({ ...row, text: String(index % 13) }));
  await desk.rows.bulkInsert(rows);
  await desk.rows.findOne(rows[0]?.id ?? '').remove();
  const here = rows.slice(1).map(({ id }) => id);
  const byText = await desk.rows.find({ selector: { text: '5' }, sort: [{ text: 'asc' }] }).exec();
  expect(byText).toHaveLength(10);
  expect(await desk.rows.count().exec()).toBe(129);
  const paged: string[] = [];
  for (let after = ''; ; ) {
    const page = await desk.rows.find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: 40 }).exec();
    paged.push(...page.map(({ id }) => id));
    const last = page.at(-1)?.id;
    if (!last || page.length < 40) break;
    after = last;
  }
  expect(paged).toEqual(here.sort());
});

test('a migration takes every row once, deleted ones too', async () => {
  await using desk = await openRows();
  const rows = many('a', 55);
  await desk.rows.bulkInsert(rows);
  await desk.rows.findOne(rows[3]?.id ?? '').remove();
  const taken: string[] = [];
  for (let since: unknown; ; ) {
    const { documents, checkpoint } = await getChangedDocumentsSince<Stored, unknown>(
      desk.rows.storageInstance,
      20,
      since,
    );
    if (documents.length === 0) break;
    taken.push(...documents.map(({ id }) => id));
    since = checkpoint;
  }
  expect(taken).toEqual(rows.map(({ id }) => id).sort());
});

test('a replication that begins looks at what waits, in the order of its last write, and at nothing else', async () => {
  await using desk = await openRows();
  const rows = many('a', 40);
  await desk.rows.bulkInsert(rows);
  const wanted = [rows[30]?.id ?? '', rows[2]?.id ?? '', rows[17]?.id ?? ''];
  for (const [index, id] of wanted.entries()) {
    await (await desk.rows.findOne(id).exec())?.patch({ pending: 100 - index });
  }
  const read = waitingRows(desk.rows.storageInstance);
  const first = await read(2);
  const rest = await read(2, first.checkpoint);
  const end = await read(2, rest.checkpoint);
  expect([first, rest, end].map(({ documents }) => documents.map(({ id }) => id))).toEqual([
    wanted.slice(0, 2),
    wanted.slice(2),
    [],
  ]);
});

test('what was written after the clock was set back is looked at in the next look, and after a restart', async () => {
  await using desk = await openRows();
  const [row] = many('a', 1);
  if (!row) throw new Error('no row');
  await desk.rows.insert({ ...row, pending: 1 });
  const { storageInstance } = desk.rows;
  const read = waitingRows(storageInstance);
  const ahead = { lwt: Date.now() + 3_600_000, id: row.id };
  const ids = async (look: ReturnType<typeof read>) => (await look).documents.map(({ id }) => id);
  expect(await ids(read(2, ahead))).toEqual([row.id]);
  const first = await read(2, ahead);
  expect(await ids(read(2, first.checkpoint))).toEqual([]);
  expect(await ids(read(2, first.checkpoint))).toEqual([row.id]);
  expect(await ids(waitingRows(storageInstance)(2, first.checkpoint))).toEqual([row.id]);
});
