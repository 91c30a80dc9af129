/**
 * The key under which a replica is sealed. Its id is part of the database's name: a replica whose key is lost can never be
 * read again, and is another one's leftovers.
 */
export type ReplicaKey = {
  id: string;
  key: CryptoKey;
  /** After a wipe: what could not be deleted can be read by nobody. */
  forget(): Promise<void>;
};

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const;
const USES: KeyUsage[] = ['encrypt', 'decrypt'];

/** Whether anything can be sealed here: pages over plain http (but localhost) have no WebCrypto. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

/** Where one secret is kept between starts. `set` answers whether it is kept. */
export type KeySafe = {
  get(): Promise<string | null>;
  set(value: string): Promise<boolean>;
  remove(): Promise<void>;
};

/** The key in the system's keyring, made when there is none. `null`: nothing can be kept there, so nothing may be stored. */
export async function keyInSafe(safe: KeySafe): Promise<ReplicaKey | null> {
  if (!canSeal()) return null;
  const kept = await safe.get();
  const [id, text] = (kept ?? '').split('.');
  if (id && text) return { id, key: await importKey(text), forget: () => safe.remove() };
  const made = { id: newKeyId(), text: randomText() };
  if (!(await safe.set(`${made.id}.${made.text}`))) return null;
  return { id: made.id, key: await importKey(made.text), forget: () => safe.remove() };
}

function importKey(text: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, USES);
}

const randomText = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(ALGORITHM.length / 8))));
const newKeyId = () => crypto.randomUUID().slice(0, 8);

/** Beside the replicas, and deleted with them. */
export const KEY_DATABASE = 'balcao-keys';
const STORE = 'keys';
type KeptKey = { id: string; key: CryptoKey };

/**
 * The key of a browser that its user trusts: it cannot be taken out of the browser, by scripts neither. Whoever sits at
 * the machine as this user can still open the console; that is what trusting it means.
 */
export async function keyInBrowser(owner: { companyId: string; userId: string }): Promise<ReplicaKey | null> {
  if (!canSeal()) return null;
  const name = `${owner.companyId}-${owner.userId}`;
  const forget = async () => {
    await inStore('readwrite', (store) => store.delete(name));
  };
  const made: KeptKey = { id: newKeyId(), key: await crypto.subtle.generateKey(ALGORITHM, false, USES) };
  // One transaction, so that two windows that open at once have one key.
  const kept = await inStore<KeptKey>('readwrite', (store, resolve) => {
    const found = store.get(name);
    found.onsuccess = () => {
      if (!found.result) store.put(made, name);
      resolve(found.result ?? made);
    };
  });
  return { ...kept, forget };
}

function inStore<Result = void>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore, resolve: (result: Result) => void) => unknown,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(KEY_DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      let result: Result;
      const transaction = database.transaction(STORE, mode);
      work(transaction.objectStore(STORE), (value) => {
        result = value;
      });
      transaction.oncomplete = () => {
        database.close();
        resolve(result);
      };
      transaction.onabort = () => {
        database.close();
        reject(transaction.error);
      };
    };
  });
}
