/**
 * One collection's database: rows by their key and by indexes. Requests are plain ones of IndexedDB, as many as can be in
 * one transaction: a transaction costs more than what is done in it.
 */
import type { Stored } from './records.ts';

const STORE = 'docs';
/** From so many keys on, one look at their range is cheaper than a look at each. */
const MANY = 20;
/** A range that holds so many times more keys than are looked for is not worth reading. */
const SPARSE = 4;
/** Rows that are added at a stretch. More: keys are answered later. Fewer: the disk waits for rows. */
const STRETCH = 100;

/** In a database's name: between RxDB's, the schema's version, and the collection's. */
export const BETWEEN = '--';

export type Factory = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

export type Table = {
  /** Those of the keys that are here, ends too. Asked in one breath, questions are one transaction. */
  find(ids: readonly string[]): Promise<Map<string, Stored>>;
  /** Adds rows that nobody wrote before. @returns `false` where one was there: nothing is written then. */
  add(records: readonly Stored[]): Promise<boolean>;
  /** Reads the rows, and writes what `decide` makes of them, in one transaction. */
  change(ids: readonly string[], decide: (stored: Map<string, Stored>) => readonly Stored[]): Promise<void>;
  /** In the order of the index (`null`: of the keys). */
  read(index: string | null, range: IDBKeyRange | null, limit?: number): Promise<Stored[]>;
  count(index: string, range: IDBKeyRange): Promise<number>;
  close(): Promise<void>;
  /** Closes, and deletes the database. */
  remove(): Promise<void>;
};

export const indexName = (fields: readonly string[]): string => fields.join('+');

export async function openTable(
  { indexedDB, IDBKeyRange }: Factory,
  name: string,
  key: string,
  indexes: readonly string[][],
): Promise<Table> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE, { keyPath: key });
    for (const fields of indexes) store.createIndex(indexName(fields), fields);
  };
  const database = await answer(request);
  // Another window deletes it: whoever holds on to it would be waited for.
  database.onversionchange = () => database.close();
  const underWay = new Set<Promise<unknown>>();
  let breath: { ids: Set<string>; found: Promise<Map<string, Stored>> } | null = null;

  function during<Result>(work: Promise<Result>): Promise<Result> {
    underWay.add(work);
    const over = () => underWay.delete(work);
    work.then(over, over);
    return work;
  }

  const reading = () => database.transaction(STORE, 'readonly').objectStore(STORE);

  async function findNow(ids: ReadonlySet<string>): Promise<Map<string, Stored>> {
    const store = reading();
    const wanted = ids.size < MANY ? ids : await keysAmong(store, ids);
    const found = new Map<string, Stored>();
    await Promise.all(
      [...wanted].map(async (id) => {
        const record = await answer<Stored | undefined>(store.get(id));
        if (record) found.set(id, record);
      }),
    );
    return found;
  }

  /** One question for the keys between the smallest and the largest: ids begin with their time, so these lie together. */
  async function keysAmong(store: IDBObjectStore, ids: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const sorted = [...ids].sort();
    const most = ids.size * SPARSE;
    const keys = await answer(store.getAllKeys(IDBKeyRange.bound(sorted[0], sorted.at(-1)), most));
    if (keys.length === most) return ids;
    const here = new Set(keys);
    return new Set(sorted.filter((id) => here.has(id)));
  }

  /** @param work asks and writes at once, or as an answer arrives: IndexedDB ends the transaction when nothing is asked. */
  function write(work: (store: IDBObjectStore, fail: (error: unknown) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'relaxed' });
      let cause: unknown;
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(cause ?? transaction.error ?? new Error('a write was broken off'));
      work(transaction.objectStore(STORE), (error) => {
        cause = error;
        transaction.abort();
      });
    });
  }

  async function close(): Promise<void> {
    await Promise.allSettled(underWay);
    database.close();
  }

  return {
    async find(ids) {
      if (!breath) {
        const asked = new Set<string>();
        const found = during(
          Promise.resolve().then(() => {
            breath = null;
            return findNow(asked);
          }),
        );
        breath = { ids: asked, found };
      }
      for (const id of ids) breath.ids.add(id);
      return breath.found;
    },

    async add(records) {
      try {
        await during(
          write((store) => {
            let added = 0;
            const addSome = () => {
              const [first, ...others] = records.slice(added, added + STRETCH);
              added += STRETCH;
              if (!first) return;
              store.add(first).onsuccess = addSome;
              for (const record of others) store.add(record);
            };
            addSome();
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ConstraintError') return false;
        throw error;
      }
    },

    change(ids, decide) {
      return during(
        write((store, fail) => {
          const stored = new Map<string, Stored>();
          let open = ids.length;
          for (const id of ids) {
            const request = store.get(id);
            request.onsuccess = () => {
              if (request.result) stored.set(id, request.result);
              open -= 1;
              if (open > 0) return;
              try {
                for (const record of decide(stored)) store.put(record);
              } catch (error) {
                fail(error);
              }
            };
          }
        }),
      );
    },

    read(index, range, limit) {
      const store = reading();
      return during(answer<Stored[]>((index === null ? store : store.index(index)).getAll(range, limit)));
    },

    count: (index, range) => during(answer(reading().index(index).count(range))),
    close,

    async remove() {
      await close();
      await deleteDatabase(indexedDB, name);
    },
  };
}

/** Another window that still has it open lets go of it when it hears of that; the browser deletes it then. */
export function deleteDatabase(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onblocked = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

function answer<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
