import type { RxDocument } from 'rxdb';

/** RxDB hands out one document object per revision, so its row is made once per revision too. */
const rows = new WeakMap<object, unknown>();

/** The plain row of a document: the same object for as long as nothing in it changes, so memoised rows stay put. */
export function rowOf<Row>(document: RxDocument<Row>): Row {
  const known = rows.get(document);
  if (known) return known as Row; // only this function fills the map, from the same document
  const row = document.toMutableJSON() as Row; // without RxDB's own fields; frozen by nobody, changed by nobody
  rows.set(document, row);
  return row;
}
