/**
 * RxDB's storage on IndexedDB, for this product's rows. A console under load does little else than write what arrives,
 * and what that costs is transactions: so rows that are asked for in one breath are read in one, a write reads and puts in
 * one, and indexes hold only what somebody asks them for. Reasons and figures: docs/decisions/0100-row-storage.md.
 */
import {
  type BulkWriteRow,
  categorizeBulkWriteRows,
  type EventBulk,
  ensureRxStorageInstanceParamsAreCorrect,
  getPrimaryFieldOfPrimaryKey,
  getQueryMatcher,
  getSortComparator,
  META_INSTANCE_SCHEMA_TITLE,
  type PreparedQuery,
  RXDB_VERSION,
  type RxDocumentData,
  type RxStorage,
  type RxStorageBulkWriteResponse,
  type RxStorageChangeEvent,
  type RxStorageInstance,
  type RxStorageInstanceCreationParams,
  type StringKeys,
} from 'rxdb';
import { Subject } from 'rxjs';
import { type Bounds, placeOf } from './plan.ts';
import { type Records, recordsOf, type Stored } from './records.ts';
import { BETWEEN, type Factory, indexName, openTable, type Table } from './table.ts';
import { otherWindows, type Windows } from './windows.ts';

const NAME = 'balcao-rows';
/** From so many new rows on they are added without a look whether they are there. */
const MANY = 20;
/** Rows of a page at least, where a query ends as soon as it has enough. */
const PAGE = 50;

type Written = { id: string; lwt: number };
type Bulk<Row> = EventBulk<RxStorageChangeEvent<Row>, Written>;
/** RxDB asks for both, and looks into neither. */
type Internals = Record<string, never>;
type Options = Record<string, unknown>;

/** @param factory another IndexedDB than the page's, for tests. */
export function rowStorage(factory?: Factory): RxStorage<Internals, Options> {
  return {
    name: NAME,
    rxdbVersion: RXDB_VERSION,
    async createStorageInstance<Row>(params: RxStorageInstanceCreationParams<Row, Options>) {
      ensureRxStorageInstanceParamsAreCorrect(params);
      return openRows(params, factory ?? { indexedDB, IDBKeyRange });
    },
  };
}

async function openRows<Row>(
  { databaseName, collectionName, schema, options, multiInstance }: RxStorageInstanceCreationParams<Row, Options>,
  factory: Factory,
): Promise<RxStorageInstance<Row, Internals, Options>> {
  const key = getPrimaryFieldOfPrimaryKey(schema.primaryKey);
  const records = recordsOf(schema);
  const name = [databaseName, schema.version, collectionName].join(BETWEEN);
  // RxDB's notes are read by the one window that replicates, and by nobody else.
  const windows =
    multiInstance && schema.title !== META_INSTANCE_SCHEMA_TITLE ? await otherWindows<Bulk<Row>>(name) : null;
  const table = await openTable(factory, name, key, records.indexes);
  const kept = { key, records, table, windows, ranges: factory.IDBKeyRange };
  return new Rows({ databaseName, collectionName, schema, options }, kept);
}

type Named<Row> = Pick<
  RxStorageInstanceCreationParams<Row, Options>,
  'databaseName' | 'collectionName' | 'schema' | 'options'
>;
type Kept<Row> = {
  key: StringKeys<RxDocumentData<Row>>;
  records: Records<Row>;
  table: Table;
  /** `null`: nobody else reads these rows. */
  windows: Windows<Bulk<Row>> | null;
  ranges: typeof IDBKeyRange;
};

class Rows<Row> implements RxStorageInstance<Row, Internals, Options, Written> {
  readonly databaseName: string;
  readonly collectionName: string;
  readonly schema: Named<Row>['schema'];
  readonly options: Options;
  readonly internals: Internals = {};
  readonly #kept: Kept<Row>;
  readonly #indexes: ReadonlySet<string>;
  readonly #changes = new Subject<Bulk<Row>>();
  #closed: Promise<void> | null = null;

  constructor(named: Named<Row>, kept: Kept<Row>) {
    this.databaseName = named.databaseName;
    this.collectionName = named.collectionName;
    this.schema = named.schema;
    this.options = named.options;
    this.#kept = kept;
    this.#indexes = new Set(kept.records.indexes.map(indexName));
    kept.windows?.hear((bulk) => this.#changes.next(bulk));
  }

  /** Rows that nobody knew before are added without looking; where one was there after all, nothing was written, and we look. */
  async bulkWrite(rows: BulkWriteRow<Row>[], context: string): Promise<RxStorageBulkWriteResponse<Row>> {
    this.#ensureOpen();
    const { table } = this.#kept;
    const decide = (stored: Map<string, Stored>) => {
      const known = new Map([...stored].map(([id, record]) => [id, this.#kept.records.toRow(record)]));
      return categorizeBulkWriteRows<Row>(this, this.#key(), known, rows, context);
    };
    type Decided = ReturnType<typeof decide>;
    const recordsIn = ({ bulkInsertDocs, bulkUpdateDocs }: Decided) =>
      [...bulkInsertDocs, ...bulkUpdateDocs].map(({ document }) =>
        this.#kept.records.toRecord(document, this.#idOf(document)),
      );
    if (rows.length >= MANY && rows.every(({ previous }) => !previous)) {
      const decided = decide(new Map());
      if (await table.add(recordsIn(decided))) return this.#tell(decided);
    }
    let decided: Decided | undefined;
    await table.change(
      rows.map(({ document }) => this.#idOf(document)),
      (stored) => {
        decided = decide(stored);
        return recordsIn(decided);
      },
    );
    return decided ? this.#tell(decided) : { error: [] };
  }

  async findDocumentsById(ids: string[], withDeleted: boolean): Promise<RxDocumentData<Row>[]> {
    this.#ensureOpen();
    const found = await this.#kept.table.find(ids);
    return ids.flatMap((id) => {
      const record = found.get(id);
      const row = record && this.#kept.records.toRow(record);
      return row && (withDeleted || !row._deleted) ? [row] : [];
    });
  }

  async query(prepared: PreparedQuery<Row>): Promise<{ documents: RxDocumentData<Row>[] }> {
    this.#ensureOpen();
    const { query, queryPlan } = prepared;
    const place = placeOf(queryPlan, this.#indexes, this.#kept.records.rare);
    const matches = getQueryMatcher(this.schema, query);
    const [skip, limit] = [query.skip, query.limit ?? Number.POSITIVE_INFINITY];
    const isInOrder = queryPlan.sortSatisfiedByIndex && place.kind !== 'all';
    const most = isInOrder && Number.isFinite(limit) ? skip + limit : undefined;
    const found: RxDocumentData<Row>[] = [];
    const isEnough = () => most !== undefined && found.length >= most;
    for await (const page of this.#pages(place, most)) {
      found.push(...page.filter(matches));
      if (isEnough()) break;
    }
    if (!isInOrder) found.sort(getSortComparator(this.schema, query));
    return { documents: found.slice(skip, skip + limit) };
  }

  async count(prepared: PreparedQuery<Row>): Promise<{ count: number; mode: 'fast' | 'slow' }> {
    this.#ensureOpen();
    const { selectorSatisfiedByIndex } = prepared.queryPlan;
    // RxDB refuses slow counts, by which it means those that no index of the schema could answer.
    const mode = selectorSatisfiedByIndex ? 'fast' : 'slow';
    const place = placeOf(prepared.queryPlan, this.#indexes, this.#kept.records.rare);
    if (selectorSatisfiedByIndex && place.kind === 'index') {
      const range = this.#rangeOf(place.range);
      return { count: range ? await this.#kept.table.count(place.index, range) : 0, mode };
    }
    const { documents } = await this.query(prepared);
    return { count: documents.length, mode };
  }

  /** For a migration, which takes every row once, ends too: by key. */
  async getChangedDocumentsSince(limit: number, since?: Written) {
    this.#ensureOpen();
    const range = since ? this.#kept.ranges.lowerBound(since.id, true) : null;
    const stored = await this.#kept.table.read(null, range, limit);
    const documents = stored.map((record) => this.#kept.records.toRow(record));
    const last = documents.at(-1);
    return { documents, checkpoint: { id: last ? this.#idOf(last) : (since?.id ?? ''), lwt: 1 } };
  }

  changeStream() {
    return this.#changes.asObservable();
  }

  async getAttachmentData(): Promise<Blob> {
    throw new Error('Rows have no attachments here: files have a store of their own.');
  }

  /** Ended rows stay: the server may still speak of them, and they are few. */
  async cleanup(): Promise<boolean> {
    return true;
  }

  close(): Promise<void> {
    this.#closed ??= this.#end(() => this.#kept.table.close());
    return this.#closed;
  }

  remove(): Promise<void> {
    this.#ensureOpen();
    this.#closed = this.#end(() => this.#kept.table.remove());
    return this.#closed;
  }

  async #end(how: () => Promise<void>): Promise<void> {
    this.#kept.windows?.close();
    this.#changes.complete();
    await how();
  }

  #tell({ errors, eventBulk, newestRow }: ReturnType<typeof categorizeBulkWriteRows<Row>>) {
    if (newestRow && eventBulk.events.length > 0) {
      const { document } = newestRow;
      eventBulk.checkpoint = { id: this.#idOf(document), lwt: document._meta.lwt };
      this.#changes.next(eventBulk);
      this.#kept.windows?.tell(eventBulk);
    }
    return { error: errors };
  }

  /** @param most so many rows that match are enough; `undefined`: all are asked for, and read at once. */
  async *#pages(place: ReturnType<typeof placeOf>, most: number | undefined): AsyncGenerator<RxDocumentData<Row>[]> {
    const { table, records, key } = this.#kept;
    const size = most === undefined ? undefined : Math.max(most, PAGE);
    const index = place.kind === 'index' ? place.index : null;
    const fields = place.kind === 'index' ? place.fields : null;
    let bounds: Bounds | null = place.kind === 'all' ? null : place.range;
    for (;;) {
      const range = bounds && this.#rangeOf(bounds);
      if (bounds && !range) return;
      const page = await table.read(index, range, size);
      yield page.map((record) => records.toRow(record));
      const last = page.at(-1);
      if (size === undefined || !last || page.length < size || !bounds) return;
      const at = fields ? fields.map((field) => last[field]) : last[key];
      // What an index holds is a key.
      bounds = { ...bounds, from: at as IDBValidKey, withoutFirst: true };
    }
  }

  /** @returns `null` where the range is empty: IndexedDB takes none that ends before it begins. */
  #rangeOf({ from, to, withoutFirst, withoutLast }: Bounds): IDBKeyRange | null {
    try {
      return this.#kept.ranges.bound(from, to, withoutFirst, withoutLast);
    } catch (error) {
      if (error instanceof Error && error.name === 'DataError') return null;
      throw error;
    }
  }

  #key() {
    // RxDB itself cannot tell TypeScript that a stored row has the fields of the row.
    return this.#kept.key as unknown as StringKeys<Row>;
  }

  #idOf(row: RxDocumentData<Row>): string {
    return String(row[this.#kept.key]);
  }

  #ensureOpen(): void {
    if (this.#closed) throw new Error(`The rows of ${this.collectionName} are closed.`);
  }
}
