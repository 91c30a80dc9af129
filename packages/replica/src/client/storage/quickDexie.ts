/**
 * RxDB's storage on Dexie, made quick for many rows at once. A first sync is bound by IndexedDB, not by us: of five
 * requests a row (is it here? is its note here? is it really not here? put both) one is needed, and of its nine index
 * entries six. What remains as in RxDB: everything that changes rows which are there.
 *
 * Measured by `npm run bench -- firstSync`. Reasons and figures: docs/decisions/0100-quick-storage.md.
 */
import type { Dexie } from 'dexie';
import {
  addRxStorageMultiInstanceSupport,
  type BulkWriteRow,
  categorizeBulkWriteRows,
  ensureRxStorageInstanceParamsAreCorrect,
  META_INSTANCE_SCHEMA_TITLE,
  type RxDocumentData,
  type RxStorageBulkWriteResponse,
  type RxStorageInstanceCreationParams,
  type StringKeys,
} from 'rxdb';
import {
  fromDexieToStorage,
  fromStorageToDexie,
  getDexieDbWithTables,
  RX_STORAGE_NAME_DEXIE,
  RxStorageDexie,
  RxStorageInstanceDexie,
} from 'rxdb/plugins/storage-dexie';
import { addAll, present } from './requests.ts';

/** From so many rows on, one look at a range is cheaper than a look at each. */
const MANY = 20;

type Settings = RxStorageDexie['settings'];
type Ranges = Pick<typeof IDBKeyRange, 'bound'>;

/** @param elsewhere another IndexedDB than the page's, for tests. */
export function quickDexie(
  elsewhere: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {},
): RxStorageDexie {
  return new QuickDexie(elsewhere, elsewhere.IDBKeyRange ?? IDBKeyRange);
}

class QuickDexie extends RxStorageDexie {
  readonly #ranges: Ranges;

  constructor(settings: Settings, ranges: Ranges) {
    super(settings);
    this.#ranges = ranges;
  }

  override async createStorageInstance<Row>(
    params: RxStorageInstanceCreationParams<Row, Settings>,
  ): Promise<RxStorageInstanceDexie<Row>> {
    ensureRxStorageInstanceParamsAreCorrect(params);
    const { databaseName, collectionName, schema, options, devMode } = params;
    const isNotes = schema.title === META_INSTANCE_SCHEMA_TITLE;
    const settings: Settings = { ...this.settings, onCreate: (dexie) => leaveOut(dexie, isNotes ? NOTES : ROWS) };
    const internals = getDexieDbWithTables(databaseName, collectionName, settings, schema);
    const made = [databaseName, collectionName, schema, internals, options, settings, devMode] as const;
    const instance = new QuickInstance<Row>(this, ...made);
    instance.ranges = this.#ranges;
    // RxDB's notes are read by the one window that replicates, and by nobody else.
    if (!isNotes) addRxStorageMultiInstanceSupport(RX_STORAGE_NAME_DEXIE, params, instance);
    return instance;
  }
}

class QuickInstance<Row> extends RxStorageInstanceDexie<Row> {
  /** Given once it is made, since RxDB settles what its constructor takes. */
  ranges: Ranges | null = null;

  /** Rows that nobody knew before are added without looking; where one was there after all, RxDB's way decides. */
  override async bulkWrite(rows: BulkWriteRow<Row>[], context: string): Promise<RxStorageBulkWriteResponse<Row>> {
    if (this.closed || rows.length < MANY || rows.some(({ previous }) => previous))
      return super.bulkWrite(rows, context);
    const { dexieDb, booleanIndexes } = await this.internals;
    const { bulkInsertDocs, eventBulk, newestRow } = categorizeBulkWriteRows<Row>(
      this,
      // RxDB itself cannot tell TypeScript that a stored row has the fields of the row.
      this.primaryPath as unknown as StringKeys<Row>,
      new Map(),
      rows,
      context,
    );
    const documents = bulkInsertDocs.map(({ document }) => fromStorageToDexie(booleanIndexes, document));
    if (!(await addAll(dexieDb, documents))) return super.bulkWrite(rows, context);
    if (newestRow && eventBulk.events.length > 0) {
      const { document } = newestRow;
      eventBulk.checkpoint = { id: String(document[this.primaryPath]), lwt: document._meta.lwt };
      // Private by declaration only: there is no other way to tell of a write.
      // biome-ignore lint/complexity/useLiteralKeys: TypeScript lets only this form pass
      this['changes$'].next(eventBulk);
    }
    return { error: [] };
  }

  override async findDocumentsById(ids: string[], deleted: boolean): Promise<RxDocumentData<Row>[]> {
    if (this.closed || !this.ranges || ids.length < MANY) return super.findDocumentsById(ids, deleted);
    const { dexieDb, booleanIndexes } = await this.internals;
    const rows = (await present(dexieDb, ids, this.ranges)).map((row) => fromDexieToStorage<Row>(booleanIndexes, row));
    return rows.filter((row) => deleted || !row._deleted);
  }
}

/** An index that RxDB asks of Dexie and nobody uses here: it is for its clean-up plugin. Those left migrate rows and notes. */
const ROWS = ['_meta.lwt'];
const NOTES = ['_meta.lwt'];

function leaveOut(dexie: Dexie, indexes: readonly string[]): void {
  const version = dexie.version.bind(dexie);
  dexie.version = (number) => {
    const made = version(number);
    const stores = made.stores.bind(made);
    made.stores = ({ docs = '', ...others }) => {
      const kept = String(docs)
        .split(', ')
        .filter((index) => !indexes.includes(index));
      return stores({ ...others, docs: kept.join(', ') });
    };
    return made;
  };
}
