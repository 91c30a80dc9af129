import { type DBSchema, openDB } from 'idb';
import { BehaviorSubject } from 'rxjs';
import { createFileSealer, type KeptUpload } from './sealedFiles.ts';
import { byAge, type UploadStore } from './store.ts';
import type { Upload } from './upload.ts';

/** Bytes apart from what is said about them: a list of a hundred films is read without the films. */
interface Schema extends DBSchema {
  uploads: { key: string; value: KeptUpload };
  bytes: { key: string; value: Blob };
}

/**
 * Files that wait in IndexedDB, sealed under the replica's key, in a database of their own: the browser keeps large ones
 * as files on the disk.
 */
export async function indexedDbUploadStore(name: string, key: CryptoKey): Promise<UploadStore> {
  const sealer = createFileSealer(key);
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('uploads', { keyPath: 'id' });
      fresh.createObjectStore('bytes');
    },
    // Somebody wipes: do not stand in the way.
    blocking: (_current, _blocked, event) => {
      if (event.target instanceof IDBDatabase) event.target.close();
    },
  });
  const all$ = new BehaviorSubject<readonly Upload[]>([]);
  const others = new BroadcastChannel(`${name}-changes`);
  const look = async () => {
    const kept = await database.getAll('uploads');
    all$.next((await Promise.all(kept.map(sealer.openUpload))).sort(byAge));
  };
  const changed = async () => {
    others.postMessage(null);
    await look();
  };
  others.onmessage = () => void look();
  await look();

  const addTogether: UploadStore['addTogether'] = async (files) => {
    // Before the transaction: it would end while the key is at work.
    const sealed = await Promise.all(
      files.map(async ({ upload, bytes }) => ({
        kept: await sealer.sealUpload(upload),
        bytes: await sealer.sealBytes(upload.id, bytes),
      })),
    );
    const both = database.transaction(['uploads', 'bytes'], 'readwrite', { durability: 'strict' });
    const puts = sealed.flatMap(({ kept, bytes }) => [
      both.objectStore('bytes').put(bytes, kept.id),
      both.objectStore('uploads').put(kept),
    ]);
    await Promise.all([...puts, both.done]);
    await changed();
  };

  return {
    all$: all$.asObservable(),
    add: (upload, blob) => addTogether([{ upload, bytes: blob }]),
    addTogether,
    async bytes(id) {
      const sealed = await database.get('bytes', id);
      const mime = all$.value.find((upload) => upload.id === id)?.mime ?? '';
      return sealed ? sealer.openBytes(id, sealed, mime) : null;
    },
    async setState(id, state) {
      const one = database.transaction('uploads', 'readwrite');
      const kept = await one.store.get(id);
      if (kept) await one.store.put({ ...kept, state });
      await one.done;
      await changed();
    },
    async remove(id) {
      const both = database.transaction(['uploads', 'bytes'], 'readwrite');
      await Promise.all([both.objectStore('bytes').delete(id), both.objectStore('uploads').delete(id), both.done]);
      await changed();
    },
    close() {
      others.close();
      all$.complete();
      database.close();
    },
  };
}
