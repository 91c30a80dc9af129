import { deleteDB, openDB } from 'idb';
import { KEY_NAME_SUFFIX, REPLICA_NAME_PREFIX } from '../storedReplicas.ts';

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

const STORE = 'key';
type KeptKey = { id: string; key: CryptoKey };

/**
 * The key of a browser that its user trusts: it cannot be taken out of the browser, by scripts neither. Whoever sits at
 * the machine as this user can still open the console; that is what trusting it means. It lies in a database of its own,
 * whose deletion leaves not even the name of whom it belonged to.
 */
export async function keyInBrowser(owner: { companyId: string; userId: string }): Promise<ReplicaKey | null> {
  if (!canSeal()) return null;
  const name = `${REPLICA_NAME_PREFIX}${owner.companyId}-${owner.userId}${KEY_NAME_SUFFIX}`;
  // Before the transaction, which would end while it waits for anything else.
  const made: KeptKey = { id: newKeyId(), key: await crypto.subtle.generateKey(ALGORITHM, false, USES) };
  const database = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore(STORE) });
  try {
    // One transaction, so that two windows that open at once have one key.
    const one = database.transaction(STORE, 'readwrite', { durability: 'strict' });
    const kept: KeptKey | undefined = await one.store.get('key');
    if (!kept) await one.store.put(made, 'key');
    await one.done;
    return { ...(kept ?? made), forget: () => deleteDB(name) };
  } finally {
    database.close();
  }
}
