import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { quickDexie } from '../client/storage/quickDexie.ts';
import type { memoryStorage } from './memoryStorage.ts';

/** The browser's storage, with its indexes, in this process. */
export function indexedDbStorage(): ReturnType<typeof memoryStorage> {
  // A storage is used through its methods alone; their options differ by storage and are not given here.
  return quickDexie({ indexedDB, IDBKeyRange }) as unknown as ReturnType<typeof memoryStorage>;
}
