import { expect, test } from 'vitest';
import { FIRST_VIEW } from '../list/view.ts';
import { markRow } from '../testing/rows.ts';
import { moved, type SavedView, viewsIn } from './savedView.ts';

const view = (id: string, position: number): SavedView => ({ id, name: id, view: FIRST_VIEW, position });

test('a view changes places with its neighbour, and rows that stay are not written', () => {
  expect(moved([view('a', 0), view('b', 1), view('c', 2)], 'c', -1)).toEqual([
    { id: 'c', position: 1 },
    { id: 'b', position: 2 },
  ]);
});

test('two devices gave two views one place: the next move sorts them out', () => {
  expect(moved([view('a', 0), view('b', 0), view('c', 1)], 'a', 1)).toEqual([
    { id: 'a', position: 1 },
    { id: 'c', position: 2 },
  ]);
});

test('beyond the ends nothing moves', () => {
  expect(moved([view('a', 0)], 'a', -1)).toEqual([]);
  expect(moved([view('a', 0)], 'a', 1)).toEqual([]);
});

test('what was taken away is gone at once, before the server knows; marks on conversations are no views', () => {
  const kept = markRow({ id: 'v1', kind: 'view', userId: 'me', name: 'Fila', view: FIRST_VIEW });
  const rows = [kept, { ...kept, id: 'v2', removed: true }, markRow({ userId: 'me' })];
  expect(viewsIn(rows, 'me').map(({ id }) => id)).toEqual(['v1']);
});
