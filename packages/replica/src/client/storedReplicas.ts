/**
 * What replicas leave in IndexedDB. RxDB's `remove()` empties a Dexie database but leaves it there, and its name says
 * whose it was: a wipe that deserves the word deletes the database.
 */
const DEXIE = 'rxdb-dexie-';
/** How the names of our databases begin; company and user follow. */
export const REPLICA_NAME_PREFIX = 'balcao-';

/** Deletes the replica of that name; without one, every replica on this machine (after a wipe that was cut short). */
export async function deleteStoredReplicas(databaseName = ''): Promise<void> {
  const prefix = databaseName === '' ? `${DEXIE}${REPLICA_NAME_PREFIX}` : `${DEXIE}${databaseName}--`;
  const stored = await indexedDB.databases();
  const names = stored.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
  await Promise.all(names.map(deleteDatabase));
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
