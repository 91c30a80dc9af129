/**
 * What the server is known to have of each row, kept in the row itself. RxDB's replication wants a note of that beside
 * every row: a second row, written and read with the first. But a row that waits for nothing is what the server has, and
 * one that waits carries what the server had in its `_meta.base`, written with the edit itself. So notes about rows are
 * answered from the rows; only checkpoints are kept as RxDB would.
 *
 * What must stay true: `_meta.base` is there exactly while a row differs from the server's by a write made here.
 * Reasons: docs/decisions/0100-row-storage.md.
 */
import {
  META_INSTANCE_SCHEMA_TITLE,
  type RxDocumentData,
  type RxStorage,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
} from 'rxdb';
import { type Observable, Subject } from 'rxjs';
import type { Persistence } from './persistence.ts';
import { createPlaces } from './places.ts';

type Row = { id: string; pending: number } & Record<string, unknown>;
type Stored = RxDocumentData<Row>;
type Note = { id: string; itemId: string; isCheckpoint: '0' | '1'; docData?: Record<string, unknown> };
type Rows = Pick<RxStorageInstance<Row, unknown, unknown>, 'findDocumentsById'>;

/** In RxDB's words, why it writes what the server has: it was pulled, or is the answer to a push. */
const isFromServer = (context: string): boolean =>
  context.startsWith('replication-downstream-') || context === 'replication-up-write-conflict';
/** Rows are moved to another version as they are. */
const isMigration = (context: string): boolean => context === 'replication-master-write';
const ABOUT_A_ROW = '|0';
/** In RxDB's words: up to where the server was read, rather than what waits here. */
const PULLED = 'down';

export type NotesFromRows = {
  storage: RxStorage<unknown, unknown>;
  /**
   * From now on the notes that RxDB keeps under this name are about these rows.
   *
   * @returns says when RxDB notes up to where the server was read: what came before is written.
   */
  answer(notesName: string, rows: Rows): Observable<void>;
};

/** @param persistence by which what the server has is written. */
export function notesFromRows(storage: RxStorage<unknown, unknown>, persistence: Persistence): NotesFromRows {
  const answered = new Map<string, { rows: Rows; placed$: Subject<void> }>();
  return {
    answer(notesName, rows) {
      const placed$ = new Subject<void>();
      answered.set(notesName, { rows, placed$ });
      return placed$;
    },
    storage: {
      ...storage,
      async createStorageInstance<Kept>(params: RxStorageInstanceCreationParams<Kept, unknown>) {
        const instance = await storage.createStorageInstance(params);
        const isNotes = params.schema.title === META_INSTANCE_SCHEMA_TITLE;
        const about = isNotes ? answered.get(params.collectionName) : undefined;
        // RxDB knows these by the title of their schema only, and so does TypeScript.
        if (about)
          answerFrom(about.rows, about.placed$, instance as unknown as RxStorageInstance<Note, unknown, unknown>);
        else if (!isNotes && 'pending' in params.schema.properties)
          keepBases(instance as unknown as RxStorageInstance<Row, unknown, unknown>, persistence);
        return instance;
      },
    },
  };
}

function keepBases(instance: RxStorageInstance<Row, unknown, unknown>, { untilDone }: Persistence): void {
  const write = instance.bulkWrite.bind(instance);
  instance.bulkWrite = (rows, context) => {
    if (isMigration(context)) return write(rows, context);
    const isAnswered = isFromServer(context);
    for (const { previous, document } of rows) {
      if (!previous) continue;
      // In place: RxDB remembers this very object as what was written.
      const { base: _answered, ...meta } = document._meta;
      const base = isAnswered ? undefined : baseOf(previous);
      document._meta = base === undefined ? meta : Object.assign(meta, { base });
    }
    return isAnswered ? untilDone(instance.collectionName, () => write(rows, context)) : write(rows, context);
  };
}

/** What the server has of a stored row; `undefined`: nothing, or it is not known here. */
function baseOf(row: Stored): Record<string, unknown> | undefined {
  const { base } = row._meta;
  if (typeof base === 'object' && base !== null) return base as Record<string, unknown>;
  if (row.pending !== 0) return undefined;
  const { _meta, _rev, _attachments, ...fields } = row;
  return fields;
}

function answerFrom(rows: Rows, placed$: Subject<void>, notes: RxStorageInstance<Note, unknown, unknown>): void {
  const find = notes.findDocumentsById.bind(notes);
  const places = createPlaces<Note>({ findDocumentsById: find, bulkWrite: notes.bulkWrite.bind(notes) });
  notes.findDocumentsById = async (ids) => {
    const aboutRows = ids.filter((id) => id.endsWith(ABOUT_A_ROW)).map((id) => id.slice(0, -ABOUT_A_ROW.length));
    const others = ids.filter((id) => !id.endsWith(ABOUT_A_ROW));
    const found = aboutRows.length === 0 ? [] : await rows.findDocumentsById(aboutRows, true);
    const answered = found.flatMap((row) => {
      const base = baseOf(row);
      return base ? [noteAbout(row.id, base)] : [];
    });
    return [...answered, ...(others.length === 0 ? [] : await places.find(others))];
  };
  notes.bulkWrite = async (written) => {
    const kept = written.filter(({ document }) => document.isCheckpoint === '1');
    places.keep(kept);
    if (kept.some(({ document }) => document.itemId === PULLED)) placed$.next();
    return { error: [] };
  };
  const close = notes.close.bind(notes);
  notes.close = async () => {
    await places.close();
    await close();
  };
}

function noteAbout(rowId: string, docData: Record<string, unknown>): RxDocumentData<Note> {
  const written = { _deleted: false, _attachments: {}, _rev: '1-row', _meta: { lwt: 1 } };
  return { id: `${rowId}${ABOUT_A_ROW}`, itemId: rowId, isCheckpoint: '0', docData, ...written };
}
