/** Requests to IndexedDB without a promise each: what Dexie does for comfort costs more than the work, thousands at a time. */
import type { Dexie } from 'dexie';

const TABLE = 'docs';
/** A range that holds so many times more keys than are looked for is not worth reading. */
const SPARSE = 4;

/** @returns whether all were added; none is where one was there already. */
export function addAll(dexie: Dexie, rows: readonly unknown[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const transaction = dexie.backendDB().transaction(TABLE, 'readwrite', { durability: 'relaxed' });
    const store = transaction.objectStore(TABLE);
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => {
      if (transaction.error?.name === 'ConstraintError') resolve(false);
      else reject(transaction.error ?? new Error('adding rows was broken off'));
    };
    for (const row of rows) store.add(row);
  });
}

/**
 * Those rows among `ids` that are here. Ids begin with their time (UUIDv7), so what belongs together lies together, and
 * one look at the keys between the smallest and the largest says which rows are worth asking for.
 */
export async function present(
  dexie: Dexie,
  ids: readonly string[],
  ranges: Pick<typeof IDBKeyRange, 'bound'>,
): Promise<unknown[]> {
  const sorted = [...ids].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const store = dexie.backendDB().transaction(TABLE, 'readonly').objectStore(TABLE);
  const most = ids.length * SPARSE;
  const keys = await answer(store.getAllKeys(ranges.bound(first, last), most));
  const wanted = keys.length < most ? both(ids, keys) : ids;
  const rows = await Promise.all(wanted.map((id) => answer<unknown>(store.get(id))));
  return rows.filter((row) => row !== undefined);
}

function both(ids: readonly string[], keys: readonly IDBValidKey[]): string[] {
  const here = new Set(keys);
  return ids.filter((id) => here.has(id));
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
