/** The peer's console, as far as it is one: a store that is kept in IndexedDB and follows the server. Bundled by peer.ts. */
import { createMergeableStore } from 'tinybase/mergeable-store';
import { createIndexedDbPersister } from 'tinybase/persisters/persister-indexed-db';
import { createWsSynchronizer } from 'tinybase/synchronizers/synchronizer-ws-client';

/** A reply of 60,000 rows takes its time; the second that is usual is for small stores. */
const REPLY_WITHIN_SECONDS = 120;

declare global {
  interface Window {
    /** @returns milliseconds until all `rows` are here and kept. */
    firstSync(url: string, rows: number): Promise<number>;
    /** By the id of a message: when it was first here, in epoch ms. */
    hereAt: Record<string, number>;
  }
}

window.hereAt = {};
window.firstSync = async (url, rows) => {
  const startedAt = performance.now();
  const store = createMergeableStore();
  const count = () => store.getTableIds().reduce((sum, table) => sum + store.getRowCount(table), 0);
  const complete = new Promise<void>((resolve) => {
    store.addDidFinishTransactionListener(() => {
      if (count() >= rows) resolve();
    });
  });
  const synchronizer = await createWsSynchronizer(store, new WebSocket(url), REPLY_WITHIN_SECONDS);
  await synchronizer.startSync();
  await complete;
  const persister = createIndexedDbPersister(store, 'peer');
  await persister.save();
  const took = performance.now() - startedAt;
  store.addRowListener('messages', null, (_store, _table, id) => {
    window.hereAt[id] ??= Date.now();
  });
  return took;
};
