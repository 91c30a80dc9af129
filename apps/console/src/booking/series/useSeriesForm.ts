import type { AppointmentSlot } from '@balcao/domain';
import { type AppointmentRow, newRowId } from '@balcao/replica';
import { useMemo, useState } from 'react';
import type { AppointmentType, SetUp } from '../agenda.ts';
import type { AppointmentEdit } from '../bookingWrites.ts';
import { useBookingActions } from '../useBookingActions.ts';
import type { Repeating } from './RepeatFields.tsx';
import { changedFacts, type Facts, isMoved, reachedBy, type Scope, seriesEdits } from './seriesChange.ts';
import { ruleOf, timesOfRule } from './seriesTimes.ts';
import { useClashes, useSeriesRows } from './useSeries.ts';

type Given = {
  row: AppointmentRow | null;
  /** Where the form would put it; `null`: there is no such time. */
  slot: AppointmentSlot | null;
  type: AppointmentType | null;
  setUp: SetUp;
};

/**
 * The part of the form that is about several appointments: a new one that comes again, or the others of a series. All of
 * it on this device, so that it works without a connection; what collides on the server comes back to be decided.
 */
export function useSeriesForm({ row, slot, type, setUp }: Given) {
  const actions = useBookingActions();
  const [repeating, setRepeating] = useState<Repeating>({ repeat: 'once', times: 10 });
  const [scope, setScope] = useState<Scope>('one');
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set());
  const rows = useSeriesRows(row);
  const rule = row ? '' : ruleOf(repeating.repeat, repeating.times);
  const isMany = row ? scope !== 'one' : rule !== '';

  const reached = useMemo(() => (row ? reachedBy(scope, row, rows) : []), [row, rows, scope]);
  const changed = useMemo(() => (row && slot ? seriesEdits(reached, row, slot) : []), [row, slot, reached]);
  const slots = useMemo(() => {
    if (!slot || !isMany) return [];
    if (!row) return timesOfRule(slot, rule).map((time) => ({ ...slot, ...time }));
    // Where nothing moves nothing can collide.
    return changed.filter((each) => isMoved(each.row.slot, each.slot)).map((each) => each.slot);
  }, [slot, isMany, row, rule, changed]);
  const clashes = useClashes(slots, { type, setUp, own: reached });
  const taken = new Set(clashes.filter(({ clash }) => clash === 'taken').map(({ from }) => from));
  const isOut = ({ from }: AppointmentSlot) => taken.has(from) || leftOut.has(from);

  return {
    isMany,
    /** Of a new one: empty, it happens once. */
    rule,
    times: slots.filter((each) => !isOut(each)),
    /** Of a new one no time is left to book. */
    isEmpty: !row && isMany && slots.every(isOut),
    repeating,
    setRepeating,
    hasSiblings: row !== null && reachedBy('all', row, rows).length > 1,
    scope,
    setScope,
    reached,
    clashes,
    leftOut,
    leaveOut: (from: number, out: boolean) =>
      setLeftOut((now) => new Set(out ? [...now, from] : [...now].filter((each) => each !== from))),
    cancel: isMany
      ? (reason: string) =>
          actions.changeSeries(
            reached.map((each) => ({ row: each, edit: { status: 'cancelled', cancelReason: reason } })),
          )
      : undefined,
    /** What each becomes; one whose new time is taken keeps its own. What follows is a series of its own from now on. */
    edits: (facts: Facts): { row: AppointmentRow; edit: AppointmentEdit }[] => {
      const split = row !== null && scope === 'following' && reached.length < reachedBy('all', row, rows).length;
      const changes = row ? changedFacts(row, facts) : facts;
      const series = split ? { seriesId: newRowId() } : {};
      return changed.map(({ row: each, slot: to, seriesStart }) => {
        const moves = isMoved(each.slot, to) && !isOut(to);
        const settles = moves && each.status === 'conflict' ? { status: 'scheduled' as const } : {};
        return { row: each, edit: { ...changes, ...series, seriesStart, ...(moves ? { slot: to } : {}), ...settles } };
      });
    },
  };
}
