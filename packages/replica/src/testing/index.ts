/** For tests: a storage that lives in memory, and dies with it. One of them is one machine's disk. */
export { getRxStorageMemory as memoryStorage } from 'rxdb/plugins/storage-memory';
