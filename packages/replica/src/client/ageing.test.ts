import { expect, test } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { recencyOf } from '../field.ts';
import { newRowId } from '../ids.ts';
import { emptyRow } from '../row.ts';
import { memoryStorage } from '../testing/index.ts';
import { createAgeing, oldIdsOf } from './ageing.ts';
import { openLocalDatabase } from './database.ts';
import { asDocument } from './steps.ts';

test('rows are looked at once the server said where the window begins, and again when that has moved a step', () => {
  let from: number | null = null;
  const ageing = createAgeing(() => from, 100);
  expect(ageing.due()).toBeNull();
  from = 1_000;
  expect(ageing.due()).toBe(1_000);
  expect(ageing.due()).toBe(1_000); // the look may have failed
  ageing.looked(1_000);
  from = 1_099;
  expect(ageing.due()).toBeNull();
  from = 1_100;
  expect(ageing.due()).toBe(1_100);
});

test('old are the rows from before the window, whatever their number, but for those that wait to be sent', async () => {
  const options = { name: 'ageing', storage: memoryStorage(), multiInstance: false, now: Date.now };
  const { database, kept } = await openLocalDatabase(options);
  const messages = kept.find(({ definition }) => definition === REPLICAS.messages);
  if (!messages) throw new Error('no replica of messages');
  const rows = [500, 800, 999, 1_000, 1_001, 2_000].map((createdAt) => ({ id: newRowId(), createdAt }));
  const documents = rows.map(({ id, createdAt }) => ({
    ...asDocument({ ...emptyRow(REPLICAS.messages, id), createdAt, recency: recencyOf(createdAt) }),
    pending: createdAt === 800 ? 7 : 0,
    _meta: { lwt: 1 },
    _rev: '1-x',
    _attachments: {},
  }));
  await messages.collection.storageInstance.bulkWrite(
    documents.map((document) => ({ document })),
    'as replicated',
  );
  const found: string[] = [];
  for await (const ids of oldIdsOf(messages, 1_000, 2)) found.push(...ids);
  expect(found.sort()).toEqual(
    rows.filter(({ createdAt }) => [500, 999, 1_000].includes(createdAt)).map(({ id }) => id),
  );
  await database.remove();
});
