/** What replicas leave in IndexedDB where a wipe was cut short, or another key sealed it. */
import { BETWEEN, deleteDatabase } from './storage/table.ts';

/** How the names of our databases begin; company and user follow. */
export const REPLICA_NAME_PREFIX = 'balcao-';

/** Files that wait have a database of their own beside the replica's (uploads/). */
export const UPLOADS_NAME_SUFFIX = '-uploads';

/** So does the key that a replica is sealed with (keeping/). */
export const KEY_NAME_SUFFIX = '-key';

/** Deletes every replica on this machine, and the keys to them (after a wipe that was cut short). */
export async function deleteStoredReplicas(): Promise<void> {
  await deleteStored((name) => belongsTo(name, REPLICA_NAME_PREFIX) || isKey(name));
}

/** Deletes the replica of that name. */
export async function deleteStoredReplica(databaseName: string): Promise<void> {
  await deleteStored((name) => belongsTo(name, databaseName));
}

/** Deletes what the same user left under another key, which nobody has any more: it cannot be read. */
export async function deleteUnreadable(databaseName: string, namesBegin: string): Promise<void> {
  await deleteStored((name) => belongsTo(name, namesBegin) && !belongsTo(name, databaseName));
}

/** @param begins of the replica's name, or the whole of it. */
const belongsTo = (name: string, begins: string): boolean =>
  name.startsWith(begins) && (name.includes(BETWEEN) || name.endsWith(UPLOADS_NAME_SUFFIX));

const isKey = (name: string): boolean => name.startsWith(REPLICA_NAME_PREFIX) && name.endsWith(KEY_NAME_SUFFIX);

async function deleteStored(is: (name: string) => boolean): Promise<void> {
  const stored = await indexedDB.databases();
  await Promise.all(
    stored.flatMap(({ name }) => (name !== undefined && is(name) ? [deleteDatabase(indexedDB, name)] : [])),
  );
}
