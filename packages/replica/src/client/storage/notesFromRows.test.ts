import { createRxDatabase, fillWithDefaultSettings, getRxReplicationMetaInstanceSchema, type RxCollection } from 'rxdb';
import { expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { memoryStorage } from '../../testing/index.ts';
import { notesFromRows } from './notesFromRows.ts';
import { createPersistence } from './persistence.ts';

type Row = { id: string; text: string; pending: number };
const NOTES = 'rx-replication-meta-rows';
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 },
    text: { type: 'string' },
    pending: { type: 'integer' },
  },
  required: ['id', 'text', 'pending'],
} as const;

async function openDesk() {
  const { storage, answer } = notesFromRows(memoryStorage(), createPersistence());
  const name = `notes-${newRowId()}`;
  const database = await createRxDatabase({ name, storage, multiInstance: false });
  const { rows } = await database.addCollections<{ rows: RxCollection<Row> }>({ rows: { schema } });
  if (!rows) throw new Error('the collection was not made');
  answer(NOTES, rows.storageInstance);
  const notes = await storage.createStorageInstance({
    databaseInstanceToken: database.token,
    databaseName: name,
    collectionName: NOTES,
    schema: getRxReplicationMetaInstanceSchema(fillWithDefaultSettings(schema), false),
    options: {},
    multiInstance: false,
    devMode: false,
  });
  /** A row as the server has it, written as RxDB's replication writes it. */
  async function fromServer(id: string, text: string): Promise<void> {
    const [previous] = await rows.storageInstance.findDocumentsById([id], true);
    const at = Date.now();
    const state = { id, text, pending: 0, _deleted: false, _attachments: {}, _meta: { lwt: at }, _rev: `${at}-s` };
    const row = previous ? { previous, document: state } : { document: state };
    const { error } = await rows.storageInstance.bulkWrite([row], 'replication-downstream-x');
    if (error.length > 0) throw new Error('the row was refused');
  }
  /** Which text the server is known to have. */
  async function noted(id: string): Promise<unknown> {
    const [note] = await notes.findDocumentsById([`${id}|0`], true);
    // The notes of RxDB have a shape of their own.
    return (note as unknown as { docData: Row } | undefined)?.docData.text;
  }
  return {
    rows,
    notes,
    fromServer,
    noted,
    [Symbol.asyncDispose]: () => database.remove().then(() => undefined),
  };
}

test('a row that waits for nothing is what the server has', async () => {
  await using desk = await openDesk();
  await desk.fromServer('a', 'do servidor');
  expect([await desk.noted('a'), await desk.noted('never kept')]).toEqual(['do servidor', undefined]);
});

test('of a row that was made here the server has nothing', async () => {
  await using desk = await openDesk();
  const row = await desk.rows.insert({ id: 'a', text: 'daqui', pending: 1 });
  await row.patch({ text: 'daqui, corrigido' });
  expect(await desk.noted('a')).toBeUndefined();
});

test('of a row that was changed here, once or often, the server has what it had before, until it says otherwise', async () => {
  await using desk = await openDesk();
  await desk.fromServer('a', 'do servidor');
  for (const [text, pending] of [
    ['um', 1],
    ['dois', 1],
    ['três', 2],
  ] as const) {
    await (await desk.rows.findOne('a').exec())?.patch({ text, pending });
    expect(await desk.noted('a')).toBe('do servidor');
  }
  await desk.fromServer('a', 'do servidor, novo');
  expect(await desk.noted('a')).toBe('do servidor, novo');
  expect((await desk.rows.findOne('a').exec())?.text).toBe('do servidor, novo');
});

test('a row that was ended here was there for the server', async () => {
  await using desk = await openDesk();
  await desk.fromServer('a', 'do servidor');
  const row = await desk.rows.findOne('a').exec();
  await row?.modify((before: Row) => ({ ...before, pending: 1, _deleted: true }));
  expect(await desk.noted('a')).toBe('do servidor');
});
