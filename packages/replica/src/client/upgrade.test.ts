import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { afterEach, describe, expect, test } from 'vitest';
import { REPLICAS } from '../definitions/index.ts';
import { type Field, text } from '../field.ts';
import { newRowId } from '../ids.ts';
import { memoryStorage } from '../testing/index.ts';
import { openLocalDatabase } from './database.ts';
import { sealedStorage } from './keeping/sealedStorage.ts';
import { rowStorage } from './storage/rowStorage.ts';
import { sendText } from './writes/index.ts';

const { messages } = REPLICAS;
const before = { version: messages.version, fields: messages.fields };
/** The next release: a field more, and so the next version. */
function release(): void {
  const fields: Record<string, Field<unknown>> = { ...before.fields, mood: text(20) };
  Object.assign(messages, { version: before.version + 1, fields });
}
afterEach(() => void Object.assign(messages, before));

type Storage = Parameters<typeof openLocalDatabase>[0]['storage'];
const sealKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

describe.each<[string, () => Promise<Storage>]>([
  ['in memory', async () => memoryStorage()],
  ['in IndexedDB', async () => rowStorage({ indexedDB, IDBKeyRange })],
  ['sealed in IndexedDB', async () => sealedStorage(rowStorage({ indexedDB, IDBKeyRange }), await sealKey())],
])('%s', (place, storageOf) => {
  test('unsent messages of an older build are there, whole and waiting in their order, for the present definitions', async () => {
    const storage = await storageOf();
    const options = { name: `upgrade-${place}`, storage, multiInstance: true, now: Date.now };
    const older = await openLocalDatabase(options);
    const author = { conversationId: newRowId(), authorId: newRowId() };
    const ids = [];
    for (const words of ['primeira', 'segunda'])
      ids.push(await sendText(older.collections, { ...author, text: words }));
    const rows = async ({ collections }: typeof older) =>
      (await collections.messages.find().exec())
        .map((row) => row.toMutableJSON())
        .sort((one, other) => one.pending - other.pending);
    const written = await rows(older);
    expect(written.map(({ id }) => id)).toEqual(ids);
    await older.database.close();

    release();
    const present = await openLocalDatabase(options);
    expect(await rows(present)).toEqual(written.map((row) => ({ ...row, mood: '' })));
    expect(written.every(({ pending }) => pending > 0)).toBe(true);
    await present.database.remove();
  });
});
