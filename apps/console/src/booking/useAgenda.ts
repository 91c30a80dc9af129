import { LARGEST, recencyOf } from '@balcao/replica';
import { useMemo } from 'react';
import { useLiveQuery } from '../replica/index.ts';
import { useUser } from '../session/index.ts';
import { blockOf, setUpOf } from './agenda.ts';

const DAY_MS = 86_400_000;
/** Nothing is longer than a week: what began before cannot reach into the range. */
const LONGEST_MS = 7 * DAY_MS;
const KINDS = ['company', 'appointmentType', 'resource', 'availability', 'bookingPlace', 'hold'];

/** Types, resources, hours and places. */
export function useSetUp() {
  const { zone } = useUser();
  const { rows, loading } = useLiveQuery((all) => all.catalog.find({ selector: { kind: { $in: KINDS } } }), []);
  const setUp = useMemo(() => setUpOf(rows, zone), [rows, zone]);
  return { setUp, loading };
}

/** Appointments that touch a range, in epoch ms; `null`: all that are here. */
export function useAppointments(range: { from: number; to: number } | null) {
  const bounds = range
    ? { $gt: recencyOf(range.to), $lte: recencyOf(Math.max(0, range.from - LONGEST_MS)) }
    : { $gte: 0, $lte: LARGEST };
  const { rows, loading } = useLiveQuery(
    (all) => all.appointments.find({ selector: { recency: bounds } }),
    [bounds.$gt, bounds.$lte],
  );
  return { appointments: rows, loading };
}

/** Those that came back in conflict, whenever they are (BOOK-13), in order of their time. */
export function useConflicts() {
  const { rows } = useLiveQuery((all) => all.appointments.find({ selector: { status: 'conflict' } }), []);
  return useMemo(() => rows.toSorted((a, b) => a.slot.from - b.slot.from), [rows]);
}

export function useBlocks() {
  const { rows } = useLiveQuery((all) => all.blocks.find({ selector: { removed: false } }), []);
  return useMemo(() => rows.map((row) => ({ row, block: blockOf(row) })), [rows]);
}
