/**
 * RxDB's checkpoints: up to where a replica was read, and up to where what was written here was looked at. RxDB writes
 * one behind every few rows, which costs as much as the rows. Here the newest one counts at once and reaches the disk a
 * little later: one that is older than the rows costs, after a crash, a pull of rows that are here.
 */
import type { BulkWriteRow, RxDocumentData, RxStorageInstance } from 'rxdb';

export type Place = { id: string };
type Stored<Note> = RxDocumentData<Note>;
type Disk<Note> = Pick<RxStorageInstance<Note, unknown, unknown>, 'findDocumentsById' | 'bulkWrite'>;

/** Higher: more is pulled again after a crash. Lower: more writes while much arrives. */
const WRITTEN_AFTER_MS = 1_000;
const CONTEXT = 'places';

export type Places<Note> = {
  find(ids: string[]): Promise<Stored<Note>[]>;
  keep(rows: readonly BulkWriteRow<Note>[]): void;
  /** Writes what is not written yet, and nothing after that. */
  close(): Promise<void>;
};

export function createPlaces<Note extends Place>(disk: Disk<Note>): Places<Note> {
  const newest = new Map<string, Stored<Note>>();
  const written = new Map<string, Stored<Note>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    const due = [...newest.values()].filter((place) => written.get(place.id) !== place);
    if (due.length === 0) return;
    const rows = due.map((document): BulkWriteRow<Note> => {
      const previous = written.get(document.id);
      return previous ? { previous, document } : { document };
    });
    const { error } = await disk.bulkWrite(rows, CONTEXT);
    for (const document of due) written.set(document.id, document);
    // A window that led before wrote one meanwhile: as true as ours, and the next goes on from it.
    for (const each of error) if (each.status === 409) written.set(each.documentId, each.documentInDb);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // A disk that is full is told of by the writes of the rows.
    writing = writing.then(() => write().catch(() => {}));
    return writing;
  }

  return {
    async find(ids) {
      const unknown = ids.filter((id) => !newest.has(id));
      for (const place of unknown.length > 0 ? await disk.findDocumentsById(unknown, true) : []) {
        written.set(place.id, place);
        if (!newest.has(place.id)) newest.set(place.id, place);
      }
      return ids.flatMap((id) => newest.get(id) ?? []);
    },
    keep(rows) {
      for (const { document } of rows) newest.set(document.id, document);
      timer ??= setTimeout(() => void flush(), WRITTEN_AFTER_MS);
    },
    close: flush,
  };
}
