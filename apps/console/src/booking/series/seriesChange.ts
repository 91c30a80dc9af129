/** What a change of one time of a series does to the others: pure (BOOK-09). */
import { type AppointmentSlot, appointmentMove } from '@balcao/domain';
import type { AppointmentRow } from '@balcao/replica';
import { shifted, shiftOf } from './seriesTimes.ts';

/** `one`: it differs from now on. `following`: they are a series of their own from now on. */
export const SCOPES = ['one', 'following', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** Those of a series that a change reaches, in order: what took place, or was cancelled, stays as it is. */
export function reachedBy(scope: Scope, row: AppointmentRow, rows: readonly AppointmentRow[]): AppointmentRow[] {
  if (scope === 'one' || row.seriesId === '') return [row];
  return rows
    .filter(
      ({ id, seriesId, status }) =>
        id === row.id || (seriesId === row.seriesId && appointmentMove(status, 'cancelled')),
    )
    .filter(({ seriesStart }) => scope === 'all' || (seriesStart ?? 0) >= (row.seriesStart ?? 0))
    .sort((a, b) => (a.seriesStart ?? 0) - (b.seriesStart ?? 0));
}

export type SeriesEdit = { row: AppointmentRow; slot: AppointmentSlot; seriesStart: number | null };

/**
 * Where each comes to stand when `row` goes to `slot`. One that was moved by itself before keeps its time, and gets the
 * same people and rooms as the others.
 */
export function seriesEdits(
  reached: readonly AppointmentRow[],
  row: AppointmentRow,
  slot: AppointmentSlot,
): SeriesEdit[] {
  const shift = shiftOf(row.slot, slot);
  return reached.map((each) => {
    const start = each.seriesStart;
    if (start === null || reached.length === 1) return { row: each, slot, seriesStart: start };
    const seriesStart = shifted(start, shift, slot.zone).from;
    if (each.id === row.id) return { row: each, slot, seriesStart };
    const isByRule = each.slot.from === start;
    const time = isByRule ? shifted(each.slot.from, shift, slot.zone) : {};
    return { row: each, slot: { ...each.slot, ...time, resourceIds: slot.resourceIds }, seriesStart };
  });
}

export const isMoved = (before: AppointmentSlot, after: AppointmentSlot): boolean =>
  before.from !== after.from || before.to !== after.to || before.resourceIds.join() !== after.resourceIds.join();

export type Facts = Pick<
  AppointmentRow,
  'typeId' | 'contactId' | 'title' | 'notes' | 'place' | 'participants' | 'answers'
>;

/** What a form says otherwise than the row that it was filled from: only that goes to the others of a series. */
export const changedFacts = (row: AppointmentRow, facts: Facts): Partial<Facts> => ({
  ...(facts.typeId !== row.typeId && { typeId: facts.typeId }),
  ...(facts.contactId !== row.contactId && { contactId: facts.contactId }),
  ...(facts.title !== row.title && { title: facts.title }),
  ...(facts.notes !== row.notes && { notes: facts.notes }),
  ...(facts.place?.value !== row.place?.value && { place: facts.place }),
  ...(!isSame(facts.answers, row.answers) && { answers: facts.answers }),
  ...(!isSame(facts.participants, row.participants) && { participants: facts.participants }),
});
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
