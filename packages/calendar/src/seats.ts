/**
 * Which seat of a resource somebody gets. Seats exist so that a database can forbid two on one (foundations.md, 3); that
 * there is a place at all is counted before (`placesLeft`).
 */
import { type Interval, overlap } from './intervals.ts';

export type Seated = Interval & { id: string; seat: number };

/**
 * A seat below `capacity` for `wanted`. Where each seat is taken at some moment of it although one is free at every
 * moment, those already seated change seats, in order of their start.
 *
 * @returns `moved`: the new seats of others, by id; `null`: no order of seats has room.
 */
export function seatFor(
  seated: readonly Seated[],
  wanted: Interval,
  capacity: number,
): { seat: number; moved: Map<string, number> } | null {
  for (let seat = 0; seat < capacity; seat += 1) {
    if (!seated.some((each) => each.seat === seat && overlap(each, wanted))) return { seat, moved: new Map() };
  }
  const around = touching(
    seated.filter(({ seat }) => seat < capacity),
    wanted,
  );
  const endOf: number[] = Array.from({ length: capacity }, () => Number.NEGATIVE_INFINITY);
  const moved = new Map<string, number>();
  let own: number | null = null;
  const everybody = [...around, { ...wanted, id: '', seat: -1 }].sort((a, b) => a.from - b.from || a.seat - b.seat);
  for (const { id, seat: before, from, to } of everybody) {
    const seat = endOf.findIndex((end) => end <= from);
    if (seat < 0) return null;
    endOf[seat] = to;
    if (before < 0) own = seat;
    else if (seat !== before) moved.set(id, seat);
  }
  return own === null ? null : { seat: own, moved };
}

/** Those that overlap it, and those that overlap them, and so on. */
function touching(seated: readonly Seated[], wanted: Interval): Seated[] {
  const found = new Set<Seated>();
  const open: Interval[] = [wanted];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const each of seated) {
      if (found.has(each) || !overlap(each, next)) continue;
      found.add(each);
      open.push(each);
    }
  }
  return [...found];
}
