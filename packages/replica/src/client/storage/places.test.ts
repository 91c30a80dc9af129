import type { BulkWriteRow, RxDocumentData, RxStorageBulkWriteResponse } from 'rxdb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPlaces } from './places.ts';

type Note = { id: string; checkpointData: number };
type Stored = RxDocumentData<Note>;
const ID = 'down|1';
const place = (at: number): Stored => ({
  id: ID,
  checkpointData: at,
  _deleted: false,
  _attachments: {},
  _rev: `${at}-x`,
  _meta: { lwt: at },
});
const write = (at: number): BulkWriteRow<Note> => ({ document: place(at) });

/** As a storage: a write whose `previous` is not what is there is refused, with what is there. */
function disk(first?: Stored) {
  let stored = first;
  const writes: number[] = [];
  return {
    writes,
    put(other: Stored) {
      stored = other;
    },
    findDocumentsById: async () => (stored ? [stored] : []),
    async bulkWrite(rows: BulkWriteRow<Note>[], context: string): Promise<RxStorageBulkWriteResponse<Note>> {
      const [row] = rows;
      if (!row) throw new Error('nothing to write');
      if (stored?._rev !== row.previous?._rev && stored) {
        return {
          error: [{ status: 409, isError: true, context, documentId: ID, writeRow: row, documentInDb: stored }],
        };
      }
      stored = row.document;
      writes.push(row.document.checkpointData);
      return { error: [] };
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const found = async (places: ReturnType<typeof createPlaces<Note>>) => (await places.find([ID]))[0]?.checkpointData;

test('the newest place counts at once, and of many in a second one reaches the disk', async () => {
  const below = disk(place(1));
  const places = createPlaces<Note>(below);
  expect(await found(places)).toBe(1);
  for (const at of [2, 3, 4]) places.keep([write(at)]);
  expect([await found(places), below.writes]).toEqual([4, []]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(below.writes).toEqual([4]);
});

test('what is not written yet is written when it is closed', async () => {
  const below = disk();
  const places = createPlaces<Note>(below);
  places.keep([write(7)]);
  await places.close();
  expect(below.writes).toEqual([7]);
  await vi.runAllTimersAsync();
  expect(below.writes).toEqual([7]);
});

test('where another window wrote one meanwhile, the next place goes on from that', async () => {
  const below = disk(place(1));
  const places = createPlaces<Note>(below);
  await found(places);
  below.put(place(5));
  places.keep([write(2)]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(below.writes).toEqual([]);
  places.keep([write(6)]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(below.writes).toEqual([6]);
});

test('a disk that fails is tried again with the next place', async () => {
  const below = disk();
  const { bulkWrite } = below;
  below.bulkWrite = async () => {
    throw new DOMException('the disk is full', 'QuotaExceededError');
  };
  const places = createPlaces<Note>({
    findDocumentsById: below.findDocumentsById,
    bulkWrite: (rows, context) => below.bulkWrite(rows, context),
  });
  places.keep([write(2)]);
  await vi.advanceTimersByTimeAsync(1_000);
  below.bulkWrite = bulkWrite;
  places.keep([write(3)]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(below.writes).toEqual([3]);
});
