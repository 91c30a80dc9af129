import type { Collections, LocalRow } from '@balcao/replica/client';

export type { Collections };

type Name = keyof Collections;

/** Rows a write. More at once and the page stands still for long. */
const BATCH = 1_000;

/** Stores rows as they would have come from the server: not marked as waiting to be sent. */
export async function newRows<N extends Name>(
  collections: Collections,
  name: N,
  rows: readonly Omit<LocalRow<N>, 'pending'>[],
): Promise<void> {
  const storage = collections[name].storageInstance;
  for (let from = 0; from < rows.length; from += BATCH) {
    const documents = rows.slice(from, from + BATCH).map((row) => ({
      document: {
        ...row,
        pending: 0,
        _deleted: false,
        _attachments: {},
        _meta: { lwt: Date.now() },
        _rev: '1-gallery',
      },
    }));
    // The storage of this collection takes this collection's rows; TypeScript cannot tell one of many from another.
    await Reflect.apply(storage.bulkWrite, storage, [documents, 'gallery']);
  }
}
