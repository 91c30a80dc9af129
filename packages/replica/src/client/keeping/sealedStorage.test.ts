import 'fake-indexeddb/auto';
import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { expect, test, vi } from 'vitest';
import { REPLICAS } from '../../definitions/index.ts';
import { emptyRow } from '../../row.ts';
import { openLocalDatabase } from '../database.ts';
import { openReplica, type Replica, sendText } from '../index.ts';
import { rowStorage } from '../storage/rowStorage.ts';
import { deleteStoredReplicas } from '../storedReplicas.ts';
import { keyInBrowser, type ReplicaKey } from './replicaKey.ts';
import { sealedStorage } from './sealedStorage.ts';
import { createSealer } from './sealer.ts';

const OWNER = { companyId: '0199a000-0000-7000-8000-000000000001', userId: '0199a000-0000-7000-8000-00000000000a' };
const server = { url: 'ws://localhost:1/sync', accessToken: async () => null };
const CONVERSATION = '0199a000-0000-7000-8000-0000000000c1';

async function key(): Promise<ReplicaKey> {
  const made = await keyInBrowser(OWNER);
  if (!made) throw new Error('no WebCrypto here');
  return made;
}
const open = async (by?: ReplicaKey) =>
  openReplica({ ...OWNER, ...server, storage: { kind: 'trusted', key: by ?? (await key()) } });
const write = (replica: Replica, text: string) =>
  sendText(replica.collections, { conversationId: CONVERSATION, authorId: OWNER.userId, text });

/** Everything that lies on the disk, as a thief would read it. */
async function disk(): Promise<string> {
  const parts: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
    });
    for (const store of database.objectStoreNames) {
      const rows = await new Promise<unknown[]>((resolve) => {
        const reading = database.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => resolve(reading.result);
      });
      for (const row of rows) parts.push(JSON.stringify(row));
    }
    database.close();
  }
  return parts.join('\n');
}
test('what people wrote and who they are lies sealed on the disk, and is read with the key', async () => {
  const replica = await open();
  const id = await write(replica, 'segredo da mensagem');
  await replica.collections.contacts.insert({
    ...emptyRow(REPLICAS.contacts, '0199a000-0000-7000-8000-0000000000c2'),
    name: 'segredo do nome',
    nameKey: 'segredo do nome',
    phone: '+55segredo',
    notes: 'segredo da nota',
    pending: 0,
  });
  const stored = await disk();
  expect(stored).toContain(id);
  expect(stored).toContain(CONVERSATION);
  expect(stored).not.toContain('segredo');

  await replica.close();
  const again = await open();
  const message = await again.collections.messages.findOne(id).exec();
  expect(message?.toMutableJSON()).toMatchObject({ text: 'segredo da mensagem', direction: 'out' });
  await again.wipe();
});

test('a change of a sealed row is seen by who follows it, and what it changes is sealed again', async () => {
  const replica = await open();
  const contact = await replica.collections.contacts.insert({
    ...emptyRow(REPLICAS.contacts, '0199a000-0000-7000-8000-0000000000c3'),
    name: 'antes',
    pending: 0,
  });
  const seen: string[] = [];
  const following = contact.$.subscribe((row) => seen.push(row.name));
  await contact.incrementalPatch({ name: 'segredo depois' });
  expect(seen.at(-1)).toBe('segredo depois');
  following.unsubscribe();
  expect(await disk()).not.toContain('segredo');
  await replica.wipe();
});

test('a query over what is sealed is refused in words, instead of finding nothing', async () => {
  const replica = await open();
  await expect(replica.collections.messages.find({ selector: { text: 'oi' } }).exec()).rejects.toThrow(/sealed/);
  await expect(replica.collections.contacts.find({ sort: [{ nameKey: 'asc' }] }).exec()).rejects.toThrow(/sealed/);
  await replica.wipe();
});

test('bytes that were moved to another row, or sealed with another key, are not opened', async () => {
  const { key: mine } = await key();
  const sealed = await createSealer(mine).seal('row-1', { text: 'oi' });
  expect(await createSealer(mine).open('row-1', sealed)).toEqual({ text: 'oi' });
  await expect(createSealer(mine).open('row-2', sealed)).rejects.toThrow();
  await deleteStoredReplicas();
  await expect(createSealer((await key()).key).open('row-1', sealed)).rejects.toThrow();
});

test('rows that are sealed in one breath open as themselves, however long, and no vector is used twice', async () => {
  const { key: mine } = await key();
  const written = Array.from({ length: 600 }, (_, n) => ({
    id: crypto.randomUUID(),
    values: { text: `nº ${n} ${'ção 🙂'.repeat(n % 50 === 0 ? 12_000 : n % 7)}` },
  }));
  const sealer = createSealer(mine);
  const sealed = await Promise.all(written.map(({ id, values }) => sealer.seal(id, values)));
  const opener = createSealer(mine);
  const opened = await Promise.all(written.map(({ id }, n) => opener.open(id, sealed[n] ?? '')));
  expect(opened).toEqual(written.map(({ values }) => values));
  expect(new Set(sealed.map((text) => text.slice(0, 12))).size).toBe(written.length);
});

test('a wipe takes the key with it; what is left of a lost key goes when the user comes back', async () => {
  const first = await key();
  const replica = await open(first);
  await write(replica, 'oi');
  await replica.close();
  await first.forget(); // as a browser that lost its key, and nothing else

  const after = await open();
  expect(await after.collections.messages.find().exec()).toEqual([]);
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  expect(names.filter((name) => name.includes(first.id))).toEqual([]);
  await after.wipe();
  expect((await key()).id).not.toBe(first.id);
});

test('in memory, nothing is written to the disk', async () => {
  await deleteStoredReplicas();
  const replica = await openReplica({ ...OWNER, ...server, storage: { kind: 'memory' } });
  await write(replica, 'oi');
  expect(await replica.collections.messages.find().exec()).toHaveLength(1);
  expect(await indexedDB.databases()).toEqual([]);
  await replica.wipe();
});

test('rows that were told of before are written without being sealed again', async () => {
  const storage = sealedStorage(rowStorage({ indexedDB, IDBKeyRange }), (await key()).key);
  const name = `t${crypto.randomUUID()}`;
  const { database, collections } = await openLocalDatabase({
    name,
    storage,
    multiInstance: false,
    now: Date.now,
    only: ['contacts'],
  });
  const rows = ['d1', 'd2'].map((end) => ({
    ...emptyRow(REPLICAS.contacts, `0199a000-0000-7000-8000-0000000000${end}`),
    name: `nome ${end}`,
    pending: 0,
  }));
  using encrypt = vi.spyOn(crypto.subtle, 'encrypt');
  storage.sealAhead('contacts', rows);
  await Promise.all(encrypt.mock.results.map(({ value }) => value));
  expect(encrypt).toHaveBeenCalledTimes(2);

  await collections.contacts.bulkInsert(rows);
  expect(encrypt).toHaveBeenCalledTimes(2);
  const stored = await collections.contacts.find().exec();
  expect(stored.map((row) => row.name)).toEqual(['nome d1', 'nome d2']);
  await database.remove();
});
