/**
 * The loaded part of a long, live, sorted list: what stands between its first row and the last page that was read.
 *
 * A growing live query would read everything again with each page and each change; here a page is read once by index,
 * and changes are put in place one by one. Cost: a page is one index read, a change one binary search, whatever the
 * length of the list.
 *
 * Must stay true (orderedWindow.test.ts): `rows` are exactly the matching rows up to the horizon, in order.
 */
export type OrderedWindow<Row extends { id: string }> = {
  rows: readonly Row[];
  /** How far was read, also where rows did not match: what lies behind is not loaded. `null`: nothing was read yet. */
  horizon: SortKey | null;
  /** Nothing is left behind the horizon. */
  complete: boolean;
};

/** Group, place in the group, id to break ties. Ascending. */
export type SortKey = readonly [group: number, place: number, id: string];

export type Order<Row> = {
  keyOf(row: Row): SortKey;
  matches(row: Row): boolean;
};

/** `row` is `null` when it was removed. */
export type Change<Row> = { id: string; row: Row | null };

/** What one read of the index brought: rows in order, and how far it read. */
export type Page<Row> = { rows: readonly Row[]; horizon: SortKey; complete: boolean };

export const emptyWindow = <Row extends { id: string }>(): OrderedWindow<Row> => ({
  rows: [],
  horizon: null,
  complete: false,
});

export function compareKeys(a: SortKey, b: SortKey): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0);
}

/**
 * Adds the page that was read behind the horizon; rows that belong between loaded ones go there. A window that has
 * everything needs none: changes kept it whole.
 */
export function withPage<Row extends { id: string }>(
  window: OrderedWindow<Row>,
  page: Page<Row>,
  order: Order<Row>,
): OrderedWindow<Row> {
  if (window.complete) return window;
  const read = new Set(page.rows.map((row) => row.id));
  const known = new Set(window.rows.filter((row) => read.has(row.id)).map((row) => row.id));
  const fresh = page.rows.filter((row) => !known.has(row.id) && order.matches(row));
  const rows = [...window.rows, ...fresh];
  const last = window.rows.at(-1);
  const [first] = fresh;
  if (last && first && compareKeys(order.keyOf(first), order.keyOf(last)) < 0) {
    rows.sort((a, b) => compareKeys(order.keyOf(a), order.keyOf(b)));
  }
  return { rows, horizon: page.horizon, complete: page.complete };
}

/** Puts changed rows where they belong now. Applying a change twice changes nothing. */
export function withChanges<Row extends { id: string }>(
  window: OrderedWindow<Row>,
  changes: readonly Change<Row>[],
  order: Order<Row>,
): OrderedWindow<Row> {
  const newest = new Map(changes.map((change) => [change.id, change.row]));
  const kept = window.rows.filter((row) => !newest.has(row.id));
  const placed = [...newest.values()].filter((row): row is Row => row !== null && isInside(window, row, order));
  if (placed.length === 0 && kept.length === window.rows.length) return window;
  if (placed.length <= FEW) {
    for (const row of placed) kept.splice(placeOf(kept, order.keyOf(row), order), 0, row);
    return { ...window, rows: kept };
  }
  return { ...window, rows: [...kept, ...placed].sort((a, b) => compareKeys(order.keyOf(a), order.keyOf(b))) };
}

/** Up to here, putting rows in place one by one is cheaper than sorting; a first sync brings hundreds at once. */
const FEW = 16;

function isInside<Row extends { id: string }>(window: OrderedWindow<Row>, row: Row, order: Order<Row>): boolean {
  if (!order.matches(row)) return false;
  if (window.complete) return true;
  return window.horizon !== null && compareKeys(order.keyOf(row), window.horizon) <= 0;
}

/** Index of the first row that does not stand before `key`. */
function placeOf<Row>(rows: readonly Row[], key: SortKey, order: Order<Row>): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = rows[middle];
    if (candidate !== undefined && compareKeys(order.keyOf(candidate), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
