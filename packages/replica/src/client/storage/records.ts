/** How a row lies in IndexedDB: such that its indexes hold what somebody asks them for, and nothing else. */
import type { RxDocumentData, RxJsonSchema } from 'rxdb';

/**
 * The row as it is, but for two things that keep indexes small. A flag that is false and a `pending` of 0 are left out
 * of it (IndexedDB indexes no row that lacks a field), and the end of a row is wrapped, so that no index sees it.
 */
export type Stored = Record<string, unknown>;
type Gone = { id: string; gone: Stored };

/** A number that is 0 in nearly every row. */
const RARE = 'pending';

export type Records<Row> = {
  /** The fields of each index that is kept. */
  indexes: readonly string[][];
  /** Fields whose empty value no index holds. */
  rare: ReadonlySet<string>;
  toRecord(row: RxDocumentData<Row>, id: string): Stored;
  toRow(record: Stored): RxDocumentData<Row>;
};

export function recordsOf<Row>(schema: RxJsonSchema<RxDocumentData<Row>>): Records<Row> {
  const asked = (schema.indexes ?? []).map(fieldsOf).filter((fields) => !isByKey(fields));
  const indexed = new Set(asked.flat());
  // By its name: which fields a schema has is not known to the type of a row of any kind.
  const properties: Record<string, { type?: unknown } | undefined> = schema.properties;
  const empty = new Map<string, unknown>();
  for (const name of indexed) if (properties[name]?.type === 'boolean') empty.set(name, false);
  if (RARE in properties) empty.set(RARE, 0);

  return {
    indexes: asked,
    rare: new Set(empty.keys()),
    toRecord(row, id) {
      let record: Stored = { ...row };
      for (const [name, value] of empty) {
        if (record[name] === value) record = without(record, name);
        // A flag is no key in IndexedDB.
        else if (record[name] === true) record[name] = 1;
      }
      return row._deleted ? ({ id, gone: record } satisfies Gone) : record;
    },
    toRow(record) {
      const row: Stored = { ...(isGone(record) ? record.gone : record) };
      for (const [name, value] of empty) {
        if (!(name in row)) row[name] = value;
        else if (value === false) row[name] = true;
      }
      // Made by `toRecord` of such a row.
      return row as RxDocumentData<Row>;
    },
  };
}

/** An index of RxDB's schema or plan, without the mark of ended rows: those are in no index. */
export function fieldsOf(index: string | readonly string[]): string[] {
  return [index].flat().filter((field) => field !== '_deleted');
}

/** Indexes that RxDB adds: by the primary key, and by the time of the write for its clean-up. Rows lie by their key as it is. */
const isByKey = (fields: readonly string[]): boolean => fields.length === 1 || fields[0] === '_meta.lwt';

const isGone = (record: Stored): record is Gone => 'gone' in record;

/**
 * A row without one of its fields. Taken off by `delete`, or copied name by name, an object becomes a table to V8, and
 * everything that is done with it later costs more (docs/decisions/0249-sealed-ahead.md).
 */
export function without<Row extends Stored>(row: Row, name: string): Row {
  const { [name]: _left, ...others } = row;
  // The caller names a field that the row may lack.
  return others as unknown as Row;
}
