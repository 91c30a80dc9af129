import { type AppointmentRow, emptyRow, REPLICAS } from '@balcao/replica';
import { expect, test } from 'vitest';
import { changedFacts, isMoved, reachedBy, seriesEdits } from './seriesChange.ts';

const WEEK_MS = 7 * 86_400_000;
const FIRST = Date.parse('2026-11-23T09:00:00-03:00');
const ZONE = 'America/Sao_Paulo';

const rows: AppointmentRow[] = [0, 1, 2, 3].map((n) => {
  const start = FIRST + n * WEEK_MS;
  // The third was moved by itself to eleven.
  const from = n === 2 ? start + 7_200_000 : start;
  return {
    ...emptyRow(REPLICAS.appointments, `row-${n}`),
    seriesId: 'series',
    seriesStart: start,
    status: n === 0 ? 'completed' : 'scheduled',
    slot: { from, to: from + 1_800_000, zone: ZONE, resourceIds: ['one'] },
  };
});
const [first, second] = rows;
if (!first || !second) throw new Error('no rows');
const ids = (given: readonly { id: string }[]) => given.map(({ id }) => id);

test('BOOK-09 a change reaches one, what follows, or all that did not take place yet', () => {
  expect(ids(reachedBy('one', second, rows))).toEqual(['row-1']);
  expect(ids(reachedBy('following', second, rows))).toEqual(['row-1', 'row-2', 'row-3']);
  expect(ids(reachedBy('all', second, rows))).toEqual(['row-1', 'row-2', 'row-3']);
  expect(ids(reachedBy('all', { ...second, seriesId: '' }, rows))).toEqual(['row-1']);
});

test('BOOK-09 the others go along by days and clock; one that was moved by itself keeps its time and changes its people', () => {
  const slot = {
    ...second.slot,
    from: second.slot.from + 86_400_000 + 3_600_000,
    to: second.slot.to + 86_400_000 + 5_400_000,
    resourceIds: ['two'],
  };
  const edits = seriesEdits(reachedBy('following', second, rows), second, slot);
  const at = edits.map((edit) => [
    edit.slot.from - (edit.row.seriesStart ?? 0),
    edit.slot.to - edit.slot.from,
    edit.slot.resourceIds.join(),
  ]);
  expect(at).toEqual([
    [90_000_000, 3_600_000, 'two'],
    [7_200_000, 1_800_000, 'two'],
    [90_000_000, 3_600_000, 'two'],
  ]);
  expect(edits.map(({ row, seriesStart }) => (seriesStart ?? 0) - (row.seriesStart ?? 0))).toEqual([
    90_000_000, 90_000_000, 90_000_000,
  ]);
  expect([isMoved(second.slot, slot), isMoved(second.slot, { ...second.slot })]).toEqual([true, false]);
});

test('BOOK-09 what is written into one goes into the others, and what was not touched keeps what each of them says', () => {
  const { typeId, contactId, title, place, notes, answers, participants } = second;
  const facts = { typeId, contactId, title, place, notes, answers: [...answers], participants };
  expect(changedFacts(second, facts)).toEqual({});
  expect(changedFacts(second, { ...facts, notes: 'Trazer exames' })).toEqual({ notes: 'Trazer exames' });
  const there = { kind: 'address' as const, value: 'Sala 2' };
  expect(changedFacts({ ...second, notes: 'Em jejum' }, { ...facts, place: there })).toEqual({ notes, place: there });
});
