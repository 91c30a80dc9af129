/**
 * Keeps a list still under the pointer: rows that are shown stay where they are, and what would have pushed in between
 * waits. Their content is still the newest.
 *
 * @param shownIds ids in the order in which they stand on the screen.
 * @param rows the rows as they should stand.
 * @returns the rows to draw, and how many wait to be let in above the last shown one.
 */
export function heldOrder<Row extends { id: string }>(
  shownIds: readonly string[],
  rows: readonly Row[],
): { rows: Row[]; waiting: number } {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const shown = new Set(shownIds);
  const still = shownIds.flatMap((id) => byId.get(id) ?? []);
  const lastShown = rows.findLastIndex((row) => shown.has(row.id));
  // What lies behind the last shown row was loaded by scrolling: it pushes nobody.
  const behind = rows.slice(lastShown + 1);
  const waiting = rows.slice(0, lastShown + 1).filter((row) => !shown.has(row.id)).length;
  return { rows: [...still, ...behind], waiting };
}
