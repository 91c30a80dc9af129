import { type DBSchema, openDB } from 'idb';
import { BehaviorSubject } from 'rxjs';
import { byAge, type UploadStore } from './store.ts';
import type { Upload } from './upload.ts';

/** Bytes apart from what is said about them: a list of a hundred films is read without the films. */
interface Schema extends DBSchema {
  uploads: { key: string; value: Upload };
  bytes: { key: string; value: Blob };
}

/** Files that wait in IndexedDB, in a database of their own: the browser keeps large ones as files on the disk. */
export async function indexedDbUploadStore(name: string): Promise<UploadStore> {
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
  const look = async () => all$.next((await database.getAll('uploads')).sort(byAge));
  const changed = async () => {
    others.postMessage(null);
    await look();
  };
  others.onmessage = () => void look();
  await look();

  return {
    all$: all$.asObservable(),
    async add(upload, blob) {
      const both = database.transaction(['uploads', 'bytes'], 'readwrite', { durability: 'strict' });
      await Promise.all([
        both.objectStore('bytes').put(blob, upload.id),
        both.objectStore('uploads').put(upload),
        both.done,
      ]);
      await changed();
    },
    bytes: async (id) => (await database.get('bytes', id)) ?? null,
    async setState(id, state) {
      const one = database.transaction('uploads', 'readwrite');
      const upload = await one.store.get(id);
      if (upload) await one.store.put({ ...upload, state });
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
