/**
 * What replicas leave in IndexedDB. RxDB's `remove()` empties a Dexie database but leaves it there, and its name says
 * whose it was: a wipe that deserves the word deletes the database.
 */
const DEXIE = 'rxdb-dexie-';
/** How the names of our databases begin; company and user follow. */
export const REPLICA_NAME_PREFIX = 'balcao-';

/** Files that wait have a database of their own beside the replica's (uploads/). */
export const UPLOADS_NAME_SUFFIX = '-uploads';

/** Deletes the replica of that name; without one, every replica on this machine (after a wipe that was cut short). */
export async function deleteStoredReplicas(databaseName?: string): Promise<void> {
  const stored = await indexedDB.databases();
  const names = stored.flatMap(({ name }) => (name && isOfReplica(name, databaseName) ? [name] : []));
  await Promise.all(names.map(deleteDatabase));
}

function isOfReplica(name: string, databaseName: string | undefined): boolean {
  if (databaseName !== undefined) {
    return name.startsWith(`${DEXIE}${databaseName}--`) || name === `${databaseName}${UPLOADS_NAME_SUFFIX}`;
  }
  return (
    name.startsWith(`${DEXIE}${REPLICA_NAME_PREFIX}`) ||
    (name.startsWith(REPLICA_NAME_PREFIX) && name.endsWith(UPLOADS_NAME_SUFFIX))
  );
}

/** Another window that still has it open lets go of it when it hears of the sign-out; the browser deletes it then. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}
