/** What is used of an RxDocument. So narrow that TypeScript can tell the row from it; RxDB's own type is too deep. */
export type RowDocument<Row> = { toMutableJSON(withRevision?: false): Row };

/** RxDB hands out one document object per revision, so its row is made once per revision too. */
const rows = new WeakMap<object, unknown>();

/** The plain row of a document: the same object for as long as nothing in it changes, so memoised rows stay put. */
export function rowOf<Row>(document: RowDocument<Row>): Row {
  const known = rows.get(document);
  if (known) return known as Row; // only this function fills the map, from the same document
  const row = document.toMutableJSON();
  rows.set(document, row);
  return row;
}
