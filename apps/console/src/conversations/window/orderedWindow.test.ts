import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Change,
  compareKeys,
  emptyWindow,
  type Order,
  type OrderedWindow,
  withChanges,
  withPage,
} from './orderedWindow.ts';

type Row = { id: string; at: number; open: boolean };
const order: Order<Row> = { keyOf: (row) => [0, row.at, row.id], matches: (row) => row.open };
const PAGE = 3;

/** Reads the next page as an index would: rows behind the horizon, in order, matching or not. */
function readPage(stored: Map<string, Row>, window: OrderedWindow<Row>): OrderedWindow<Row> {
  const { horizon } = window;
  const behind = [...stored.values()]
    .sort((a, b) => compareKeys(order.keyOf(a), order.keyOf(b)))
    .filter((row) => horizon === null || compareKeys(order.keyOf(row), horizon) > 0);
  const rows = behind.slice(0, PAGE);
  const last = rows.at(-1);
  const reached = last ? order.keyOf(last) : (horizon ?? ([0, -1, ''] as const));
  return withPage(window, { rows, horizon: reached, complete: behind.length <= PAGE }, order);
}

const step = fc.oneof(
  fc.constant({ type: 'load' as const }),
  fc.record({
    type: fc.constant('write' as const),
    row: fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), at: fc.nat(9), open: fc.boolean() }),
  }),
  fc.record({ type: fc.constant('remove' as const), id: fc.constantFrom('a', 'b', 'c', 'd') }),
);

test('whatever is written, removed and loaded, the window holds the matching rows up to its horizon, in order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const stored = new Map<string, Row>();
      let window = emptyWindow<Row>();
      for (const next of steps) {
        if (next.type === 'load') window = readPage(stored, window);
        else {
          const change: Change<Row> =
            next.type === 'write' ? { id: next.row.id, row: next.row } : { id: next.id, row: null };
          if (change.row) stored.set(change.id, change.row);
          else stored.delete(change.id);
          window = withChanges(window, [change], order);
        }
        const { complete, horizon } = window;
        const expected = [...stored.values()]
          .filter(order.matches)
          .filter((row) => complete || (horizon !== null && compareKeys(order.keyOf(row), horizon) <= 0))
          .sort((a, b) => compareKeys(order.keyOf(a), order.keyOf(b)));
        expect(window.rows).toEqual(expected);
      }
    }),
  );
});

test('a page asked for twice does not shorten a window that has everything', () => {
  const row = { id: 'b', at: 1, open: true };
  const whole = withChanges({ rows: [], horizon: [0, -1, ''], complete: true }, [{ id: 'b', row }], order);
  const late = { rows: [{ id: 'a', at: 0, open: false }], horizon: [0, 0, 'a'] as const, complete: false };
  expect(withPage(whole, late, order)).toBe(whole);
});

test('a change that concerns no loaded row leaves the very same window, so nothing is drawn again', () => {
  const row = { id: 'a', at: 1, open: true };
  const window = withPage(emptyWindow<Row>(), { rows: [row], horizon: order.keyOf(row), complete: false }, order);
  expect(withChanges(window, [{ id: 'z', row: { id: 'z', at: 5, open: true } }], order)).toBe(window);
});

test('many changes at once end like the same changes one by one', () => {
  const many = Array.from({ length: 40 }, (_, index) => {
    const row = { id: `row-${index % 30}`, at: (index * 7) % 11, open: index % 5 !== 0 };
    return { id: row.id, row };
  });
  const start = { ...emptyWindow<Row>(), complete: true };
  const oneByOne = many.reduce((window, change) => withChanges(window, [change], order), start);
  expect(withChanges(start, many, order).rows).toEqual(oneByOne.rows);
});

test('of two changes of one row in a batch, the later one stands', () => {
  const window = { ...emptyWindow<Row>(), complete: true };
  const changes = [
    { id: 'a', row: { id: 'a', at: 1, open: true } },
    { id: 'a', row: { id: 'a', at: 2, open: true } },
  ];
  expect(withChanges(window, changes, order).rows).toEqual([{ id: 'a', at: 2, open: true }]);
});
