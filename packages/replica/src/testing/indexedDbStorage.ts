import { IDBKeyRange, indexedDB } from 'fake-indexeddb';
import { rowStorage } from '../client/storage/rowStorage.ts';
import type { memoryStorage } from './memoryStorage.ts';

/** The browser's storage, with its indexes, in this process. */
export function indexedDbStorage(): ReturnType<typeof memoryStorage> {
  // A storage is used through its methods alone; their options differ by storage and are not given here.
  return rowStorage({ indexedDB, IDBKeyRange }) as unknown as ReturnType<typeof memoryStorage>;
}
