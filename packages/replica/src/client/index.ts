export type { Collections, LocalRow } from './database.ts';
export * from './localWrites.ts';
export { openReplica, type Replica, type ReplicaOptions } from './openReplica.ts';
export { pendingMessages$ } from './pending.ts';
export { deleteStoredReplicas } from './storedReplicas.ts';
export { type SyncState, syncStateOf } from './syncState.ts';
export type { UploadStore } from './uploads/store.ts';
export type { Upload } from './uploads/upload.ts';
