import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import { describe, expect, test } from 'vitest';
import { newRowId } from '../../ids.ts';
import { deleteStoredReplica } from '../storedReplicas.ts';
import { indexedDbUploadStore } from './indexedDbStore.ts';
import { memoryUploadStore } from './memoryStore.ts';
import type { UploadStore } from './store.ts';
import type { Upload } from './upload.ts';

const upload = (createdAt: number): Upload => ({
  id: newRowId(),
  messageId: newRowId(),
  conversationId: newRowId(),
  authorId: newRowId(),
  replyToId: '',
  kind: 'document',
  voice: false,
  caption: '',
  fileName: 'contrato.pdf',
  mime: 'application/pdf',
  sizeBytes: 4,
  width: null,
  height: null,
  durationS: null,
  waveform: null,
  createdAt,
  state: { kind: 'waiting' },
});
const bytes = () => new Blob(['%PDF']) as globalThis.Blob;
const all = (store: UploadStore) => firstValueFrom(store.all$);

const newKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

let serial = 0;
const name = () => `balcao-test-${serial++}-uploads`;

describe.each([
  ['in memory', async () => memoryUploadStore()],
  ['in IndexedDB', () => newKey().then((key) => indexedDbUploadStore(name(), key))],
])('files that wait %s', (_where, open) => {
  test('of one mail come together, with one change', async () => {
    const store = await open();
    const [one, two] = [upload(1), upload(2)];
    const counts: number[] = [];
    const listening = store.all$.subscribe((uploads) => counts.push(uploads.length));
    await store.addTogether([one, two].map((each) => ({ upload: each, bytes: bytes() })));
    listening.unsubscribe();
    expect(counts).toEqual([0, 2]);
    expect(await (await store.bytes(two.id))?.text()).toBe('%PDF');
  });

  test('are there oldest first, until they are removed', async () => {
    const store = await open();
    const [older, newer] = [upload(1), upload(2)];
    await store.add(newer, bytes());
    await store.add(older, bytes());
    expect((await all(store)).map(({ id }) => id)).toEqual([older.id, newer.id]);
    expect(await (await store.bytes(older.id))?.text()).toBe('%PDF');
    await store.remove(older.id);
    expect((await all(store)).map(({ id }) => id)).toEqual([newer.id]);
    expect(await store.bytes(older.id)).toBeNull();
    store.close();
  });

  test('say why they were refused, and nothing is said of one that is gone', async () => {
    const store = await open();
    const one = upload(1);
    await store.add(one, bytes());
    await store.setState(one.id, { kind: 'refused', problem: { code: 'media.isProgram' } });
    await store.setState(newRowId(), { kind: 'waiting' });
    expect(await all(store)).toEqual([{ ...one, state: { kind: 'refused', problem: { code: 'media.isProgram' } } }]);
    store.close();
  });
});

test('files in IndexedDB survive a restart, are seen from another window, and go with a wipe', async () => {
  const database = `balcao-test-${serial++}`;
  const key = await newKey();
  const first = await indexedDbUploadStore(`${database}-uploads`, key);
  const second = await indexedDbUploadStore(`${database}-uploads`, key);
  const one = upload(1);
  const seen = Promise.withResolvers<void>();
  second.all$.subscribe((uploads) => {
    if (uploads.length === 1) seen.resolve();
  });
  await first.add(one, bytes());
  await seen.promise;
  first.close();
  second.close();
  const again = await indexedDbUploadStore(`${database}-uploads`, key);
  expect((await all(again)).map(({ id }) => id)).toEqual([one.id]);
  again.close();
  await deleteStoredReplica(database);
  expect((await indexedDB.databases()).map((each) => each.name)).not.toContain(`${database}-uploads`);
});

test('neither bytes nor words of a file lie readable on the disk', async () => {
  const database = name();
  const store = await indexedDbUploadStore(database, await newKey());
  const one = { ...upload(1), caption: 'segredo', fileName: 'segredo.pdf' };
  await store.add(one, new Blob(['segredo nos bytes']) as globalThis.Blob);
  const raw = await openDB(database);
  const kept = JSON.stringify(await raw.getAll('uploads'));
  const bytes: globalThis.Blob = await raw.get('bytes', one.id);
  expect(kept).toContain(one.id);
  expect(kept).not.toContain('segredo');
  expect(await bytes.text()).not.toContain('segredo');
  raw.close();
  store.close();
});
