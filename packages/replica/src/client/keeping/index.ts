/** Where a replica is kept: sealed on a disk whose user said so, or in memory, where it ends with the window. */
import type { RxStorage } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { rowStorage } from '../storage/rowStorage.ts';
import { deleteStoredReplica, deleteUnreadable, REPLICA_NAME_PREFIX, UPLOADS_NAME_SUFFIX } from '../storedReplicas.ts';
import { indexedDbUploadStore } from '../uploads/indexedDbStore.ts';
import { memoryUploadStore } from '../uploads/memoryStore.ts';
import type { UploadStore } from '../uploads/store.ts';
import type { ReplicaKey } from './replicaKey.ts';
import { sealedStorage } from './sealedStorage.ts';

/**
 * - `trusted`: on this machine, sealed under the key. It opens without a network.
 * - `memory`: nothing on the disk; what was not sent is lost with the window.
 */
export type Keeping = { kind: 'trusted'; key: ReplicaKey } | { kind: 'memory' };

export type Place = {
  /** Of the database. */
  name: string;
  storage: RxStorage<unknown, unknown>;
  /** Tells of rows that will be written soon, where something can be done about them before. */
  foretell(collection: string, rows: readonly { id: string }[]): void;
  /** Whether other windows see the same rows. */
  isShared: boolean;
  /** Files that wait to be sent. */
  openUploads(): Promise<UploadStore>;
  /** What is left to do once RxDB has removed its rows. */
  destroy(): Promise<void>;
};

export async function keptIn(
  keep: Keeping | RxStorage<unknown, unknown>,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<Place> {
  const name = `${REPLICA_NAME_PREFIX}${companyId}-${userId}`;
  const passing = { foretell() {}, openUploads: async () => memoryUploadStore(), destroy: async () => {} };
  if ('createStorageInstance' in keep) return { name, storage: keep, isShared: true, ...passing };
  if (keep.kind === 'memory') return { name, storage: getRxStorageMemory(), isShared: false, ...passing };
  const { key } = keep;
  const sealedName = `${name}-${key.id}`;
  await deleteUnreadable(sealedName, name);
  const storage = sealedStorage(rowStorage(), key.key);
  return {
    name: sealedName,
    storage,
    foretell: storage.sealAhead,
    isShared: true,
    openUploads: () => indexedDbUploadStore(`${sealedName}${UPLOADS_NAME_SUFFIX}`, key.key),
    async destroy() {
      await deleteStoredReplica(sealedName);
      await key.forget();
    },
  };
}
