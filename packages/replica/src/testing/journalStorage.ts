/**
 * For tests: a disk that outlives its process. RxDB's memory storage, with every write handed to a journal before it
 * counts; opened again over the same journal, it is as it was. A process that dies between two writes leaves what
 * IndexedDB would: whole ones, and no half.
 */
import {
  type BulkWriteRow,
  getPrimaryFieldOfPrimaryKey,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstanceCreationParams,
} from 'rxdb';
import { memoryStorage } from './memoryStorage.ts';

export type Journal = {
  /** What was appended so far, oldest first. */
  lines: readonly string[];
  /** Must have written before it returns. */
  append(line: string): void;
};

type Stored = RxDocumentData<Record<string, unknown>>;
/** The rows of one collection in one version, by their id; `removed`: the whole of it. */
type Entry = { of: string; rows: [string, Stored][] } | { of: string; removed: true };

export function journalStorage({ lines, append }: Journal): RxStorage<unknown, unknown> {
  const memory = memoryStorage();
  const disk = new Map<string, Map<string, Stored>>();
  for (const line of lines) {
    // Written by this file alone, a whole line at a time.
    const entry = JSON.parse(line) as Entry;
    if ('removed' in entry) disk.delete(entry.of);
    else for (const [id, row] of entry.rows) placeOf(disk, entry.of).set(id, row);
  }

  async function createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, unknown>) {
    const of = `${params.databaseName}/${params.collectionName}/${params.schema.version}`;
    const instance = await memory.createStorageInstance<Row>({ ...params, options: {} });
    const kept = [...(disk.get(of)?.values() ?? [])] as unknown as RxDocumentData<Row>[];
    if (kept.length > 0) {
      await instance.bulkWrite(
        kept.map((document) => ({ document })),
        'journal',
      );
    }
    const { bulkWrite, remove } = instance;
    const primaryPath = getPrimaryFieldOfPrimaryKey(params.schema.primaryKey);
    instance.bulkWrite = async (writes: BulkWriteRow<Row>[], context: string) => {
      const result = await bulkWrite.call(instance, writes, context);
      const refused = new Set(result.error.map(({ documentId }) => documentId));
      const rows = writes.flatMap(({ document }): [string, Stored][] => {
        const id = String(Reflect.get(document, primaryPath));
        return refused.has(id) ? [] : [[id, document as unknown as Stored]];
      });
      if (rows.length === 0) return result;
      append(JSON.stringify({ of, rows } satisfies Entry));
      for (const [id, row] of rows) placeOf(disk, of).set(id, row);
      return result;
    };
    instance.remove = async () => {
      append(JSON.stringify({ of, removed: true } satisfies Entry));
      disk.delete(of);
      await remove.call(instance);
    };
    return instance;
  }

  return { ...memory, createStorageInstance } as unknown as RxStorage<unknown, unknown>;
}

function placeOf(disk: Map<string, Map<string, Stored>>, of: string): Map<string, Stored> {
  const found = disk.get(of) ?? new Map<string, Stored>();
  disk.set(of, found);
  return found;
}
