import { expect, test } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import { memoryStorage } from '../testing/index.ts';
import type { Pulled } from '../wire.ts';
import { createAgeing } from './ageing.ts';
import { openLocalDatabase } from './database.ts';
import type { Link } from './link.ts';
import { asDocument, asTombstone, pullBatch } from './steps.ts';
import { createTruths, type Read } from './truths.ts';

const definition = REPLICAS.conversations;
type Row = { id: string } & Record<string, unknown>;

/** A local collection, with a server whose words about `absent` a test gives. */
async function replica() {
  const options = { name: `t${newRowId()}`, storage: memoryStorage(), multiInstance: false, now: Date.now };
  const { database, kept } = await openLocalDatabase(options);
  const conversations = kept.find((each) => each.definition === definition);
  if (!conversations) throw new Error('no replica of conversations');
  const absent = new Set<string>();
  const asked: unknown[] = [];
  const request: Link['request'] = async <Data>(_document: string, variables: Record<string, unknown>) => {
    asked.push(variables.ids);
    return { absent: [...absent] } as Data;
  };
  return {
    kept: conversations,
    truths: createTruths(conversations, { request }),
    absent,
    asked,
    /** A row as the server sent it; `pending`: changed here since. */
    async store(id: string, pending = 0) {
      const document = { ...asDocument(rowOf(id)), pending, _meta: { lwt: 1 }, _rev: '1-x', _attachments: {} };
      const result = await conversations.collection.storageInstance.bulkWrite([{ document }], 'as replicated');
      expect(result.error).toEqual([]);
    },
    /** RxDB has written the answer: the row waits no more. */
    async written(id: string) {
      const [previous] = await conversations.collection.storageInstance.findDocumentsById([id], false);
      if (!previous) throw new Error('no such row');
      const document = { ...previous, pending: 0, _rev: '2-x' };
      const result = await conversations.collection.storageInstance.bulkWrite([{ previous, document }], 'answer');
      expect(result.error).toEqual([]);
    },
    [Symbol.asyncDispose]: async () => {
      await database.remove();
    },
  };
}

const rowOf = (id: string, tags: string[] = []): Row => ({ ...emptyRow(definition, id), tags });
const said = (id: string, seq: number, tags: string[] = []): Read => ({
  document: asDocument(rowOf(id, tags)),
  seq,
  from: 'feed',
});
const ended = (id: string, seq: number): Read => ({ document: asTombstone(definition, id), seq, from: 'feed' });
const atOnce = async () => {};

test('an answer that is older than what the stream said meanwhile does not bring the row back', async () => {
  await using desk = await replica();
  const id = newRowId();
  await desk.store(id, 5);
  expect(await desk.truths.admit([ended(id, 12)])).toEqual([]);
  expect(await desk.truths.settle([said(id, 10)], atOnce)).toEqual([ended(id, 12).document]);
});

test('an answer that is newer than what the stream said meanwhile stands, also against a late word', async () => {
  await using desk = await replica();
  const id = newRowId();
  await desk.store(id, 5);
  expect(await desk.truths.admit([said(id, 9, ['velho'])])).toEqual([]);
  const [truth] = await desk.truths.settle([said(id, 10, ['novo'])], atOnce);
  expect(truth).toMatchObject({ tags: ['novo'] });
  await desk.written(id);
  expect(await desk.truths.admit([said(id, 9, ['velho'])])).toMatchObject([{ tags: ['novo'] }]);
  expect(await desk.truths.admit([said(id, 11, ['mais novo'])])).toMatchObject([{ tags: ['mais novo'] }]);
});

test('nothing is handed over while an answer is being written', async () => {
  await using desk = await replica();
  const id = newRowId();
  await desk.store(id);
  const order: string[] = [];
  let written = () => {};
  await desk.truths.settle([said(id, 10)], () => new Promise<void>((resolve) => (written = resolve)));
  const admitted = desk.truths.admit([ended(id, 12)]).then((documents) => {
    order.push('admitted');
    return documents;
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
  order.push('written');
  written();
  expect(await admitted).toEqual([ended(id, 12).document]);
  expect(order).toEqual(['written', 'admitted']);
});

test('a row that a new start found to be no longer the user’s is asked about again when an answer shows it', async () => {
  await using desk = await replica();
  const [gone, back] = [newRowId(), newRowId()];
  for (const id of [gone, back]) await desk.store(id, 5);
  const asked = desk.truths.now();
  const audited = [gone, back].map((id): Read => ({ ...ended(id, 10), from: 'audit', asked }));
  expect(await desk.truths.admit(audited)).toEqual([]);
  desk.absent.add(gone);
  const truths = await desk.truths.settle([said(gone, 10), said(back, 10)], atOnce);
  expect(truths.map(({ id, _deleted }) => [id, _deleted])).toEqual([
    [gone, true],
    [back, false],
  ]);
  expect(desk.asked).toEqual([[gone, back]]);
});

test('a row that was answered while a new start asked about it is asked about once more', async () => {
  await using desk = await replica();
  const id = newRowId();
  await desk.store(id);
  const asked = desk.truths.now();
  await desk.truths.settle([said(id, 10)], atOnce);
  const audited: Read = { ...ended(id, 10), from: 'audit', asked };
  expect(await desk.truths.admit([audited])).toEqual([]);
  desk.absent.add(id);
  expect(await desk.truths.admit([audited])).toEqual([audited.document]);
});

test('of a row that never was here nothing is kept, but the end of one that is being written is', async () => {
  await using desk = await replica();
  const [never, soon] = [newRowId(), newRowId()];
  desk.truths.underWay([said(soon, 3).document], new Promise(() => {}));
  expect(await desk.truths.admit([ended(never, 5), ended(soon, 5)])).toEqual([ended(soon, 5).document]);
});

test('a row that comes and goes between two pages of one pull is not left behind', async () => {
  await using desk = await replica();
  const id = newRowId();
  const at = { epoch: 'e', scope: 's', version: definition.version, audit: false };
  const steps: Pulled<Row>[] = [
    {
      rows: [rowOf(id)],
      gone: [],
      checkpoint: { ...at, seq: 4, cursor: null },
      more: true,
      fresh: true,
      remaining: null,
    },
    { rows: [], gone: [id], checkpoint: { ...at, seq: 6, cursor: null }, more: false, fresh: false, remaining: 0 },
  ];
  const request: Link['request'] = async <Data>() => ({ step: steps.shift() }) as Data;
  const pulled = await pullBatch({ request }, desk.kept, {
    from: null,
    size: 500,
    truths: desk.truths,
    ageing: createAgeing(() => null, 1),
    onStep: () => {},
  });
  expect(await desk.truths.admit(pulled.read)).toEqual([]);
});

test('rows of a first sync that was killed before it noted its place are asked about by the next one', async () => {
  await using desk = await replica();
  const [stays, moved] = [newRowId(), newRowId()];
  for (const id of [stays, moved]) await desk.store(id);
  const at = { epoch: 'e', scope: 's', version: definition.version, seq: 9, audit: false, cursor: null };
  const steps: Pulled<Row>[] = [
    { rows: [rowOf(stays)], gone: [], checkpoint: at, more: true, fresh: true, remaining: null },
    { rows: [], gone: [], checkpoint: at, more: false, fresh: false, remaining: 0 },
  ];
  const request: Link['request'] = async <Data>(_document: string, { ids }: Record<string, unknown>) =>
    (ids ? { absent: [moved] } : { step: steps.shift() }) as Data;
  const ageing = createAgeing(() => null, 1);
  const options = { from: null, size: 500, ageing, truths: desk.truths, onStep: () => {} };
  const pulled = await pullBatch({ request }, desk.kept, options);
  const ends = (await desk.truths.admit(pulled.read)).filter(({ _deleted }) => _deleted);
  expect(ends.map(({ id }) => id)).toEqual([moved]);
});
