/**
 * Free slots (BOOK-06): what the calendar shows, the bot offers, the page lists, and booking checks. One function, so that
 * what is shown can be booked. Pure; the same in server and console.
 *
 * A slot starts on the grid of an opening: its start, and every `stepMinutes` after it. The appointment lies inside the
 * opening; buffers may reach beyond it, for they are the staff's time and not the contact's. Between two appointments the
 * larger of both buffers holds; a block and a busy time from outside have none of their own.
 */
import { type LocalDay, localDays } from '@balcao/domain';
import { type AvailabilityRule, type Opening, openingsOn } from './availability.ts';
import { type Block, timesOf } from './blocks.ts';
import type { Interval } from './intervals.ts';

const MINUTE_MS = 60_000;

export type SlotType = {
  id: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Between now and the earliest slot. */
  noticeMinutes: number;
  /** From now to the latest start. */
  horizonDays: number;
  stepMinutes: number;
  /** Appointments of a resource at a time. */
  capacity: number;
};

export type Resource = { id: string; zone: string };

/** Something that takes one place of a resource: an appointment, a hold, a busy time from an outside calendar. */
export type Busy = {
  resourceId: string;
  from: number;
  to: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  /** Appointments that may be there beside and with it, as its own type says; 1: it is alone. */
  capacity: number;
};

export type Calendar = {
  resources: readonly Resource[];
  rules: readonly AvailabilityRule[];
  blocks: readonly Block[];
  busy: readonly Busy[];
};

export type SlotQuery = {
  type: SlotType;
  /** Who serves: any one of `resourceIds`, or all of them together. */
  serving: 'any' | 'together';
  resourceIds: readonly string[];
  /** Starts from here, and before there. */
  from: number;
  to: number;
  now: number;
};

/** `resourceIds`: with `any`, those that are free then; with `together`, all. */
export type Slot = { from: number; to: number; resourceIds: string[]; places: number };

const DAY_MS = 86_400_000;

/** @returns slots in order of their start, each start once. */
export function freeSlots(calendar: Calendar, query: SlotQuery): Slot[] {
  const { type, serving } = query;
  const from = Math.max(query.from, query.now + type.noticeMinutes * MINUTE_MS);
  const to = Math.min(query.to, query.now + type.horizonDays * DAY_MS);
  const duration = type.durationMinutes * MINUTE_MS;
  if (from >= to || duration <= 0 || type.stepMinutes <= 0 || query.resourceIds.length === 0) return [];
  const bounds = { from, to };
  const wanted = new Set(query.resourceIds);
  const busyOf = groupBusy(calendar.busy, wanted, { from: from - DAY_MS, to: to + duration + DAY_MS });

  const daysOf = new Map<string, LocalDay[]>();

  const slots = new Map<number, Slot>();
  // Small whole numbers are found several times as quickly as epoch milliseconds.
  const keyOf = (start: number) => (start - query.from) / 1_000;
  for (const resource of calendar.resources) {
    if (!wanted.has(resource.id)) continue;
    // An opening of the day before may reach into the first.
    const days = daysOf.get(resource.zone) ?? localDays(from - DAY_MS, to, resource.zone);
    daysOf.set(resource.zone, days);
    const free = freeStarts(calendar, resource, days, busyOf.get(resource.id) ?? [], type, bounds);
    for (let index = 0; index < free.starts.length; index += 1) {
      const start = free.starts[index] ?? 0;
      const places = free.places[index] ?? 0;
      const key = keyOf(start);
      const slot = slots.get(key);
      if (!slot) slots.set(key, { from: start, to: start + duration, resourceIds: [resource.id], places });
      else {
        slot.resourceIds.push(resource.id);
        slot.places = serving === 'any' ? slot.places + places : Math.min(slot.places, places);
      }
    }
  }
  return [...slots.values()]
    .filter(({ resourceIds }) => serving === 'any' || resourceIds.length === wanted.size)
    .sort((a, b) => a.from - b.from);
}

/** Two columns: some ten thousand pairs a question would be half of its time. */
type FreeStarts = { starts: number[]; places: number[] };

/** Starts in `bounds` at which the resource has a place, each once, with how many it has. */
function freeStarts(
  calendar: Calendar,
  resource: Resource,
  days: readonly LocalDay[],
  busy: readonly Busy[],
  type: SlotType,
  bounds: Interval,
): FreeStarts {
  const { zone } = resource;
  const duration = type.durationMinutes * MINUTE_MS;
  const step = type.stepMinutes * MINUTE_MS;
  const reach = { from: bounds.from - DAY_MS, to: bounds.to + duration + DAY_MS };
  const taken = [...busy.map((each) => keptFree(each, type)), ...shut(calendar.blocks, resource.id, type, reach)].sort(
    (a, b) => a.from - b.from,
  );
  const rules = calendar.rules.filter(({ resourceId }) => resourceId === null || resourceId === resource.id);
  const asked = { resourceId: resource.id, typeId: type.id, zone, capacity: type.capacity };
  const free: FreeStarts = { starts: [], places: [] };
  const place = { first: 0, most: Number.NEGATIVE_INFINITY };
  for (const day of days) {
    for (const opening of openingsOn(rules, day, asked)) {
      addStarts(free, opening, taken, { duration, step, bounds, place });
    }
  }
  return free;
}

/** Time in which one place is taken, and how many there may be then: none where a block is. */
type Taken = Interval & { capacity: number };

type Grid = { duration: number; step: number; bounds: Interval; place: { first: number; most: number } };

/**
 * Adds the starts of one opening.
 * @param taken in order of its start.
 * @param place how far `taken` is past, from opening to opening; an opening that begins before the latest start looks anew.
 */
function addStarts(
  free: FreeStarts,
  opening: Opening,
  taken: readonly Taken[],
  { duration, step, bounds, place }: Grid,
): void {
  const skipped = Math.max(0, Math.ceil((bounds.from - opening.from) / step));
  const last = Math.min(opening.to - duration, bounds.to - 1);
  for (let start = opening.from + skipped * step; start <= last; start += step) {
    const end = start + duration;
    const isBack = start <= place.most;
    if (isBack) place.first = 0;
    place.most = Math.max(place.most, start);
    while (place.first < taken.length && (taken[place.first]?.to ?? 0) <= start) place.first += 1;
    const places = fewestLeft(taken, place.first, { from: start, to: end }, opening.capacity);
    if (places <= 0) continue;
    // Openings may overlap: of one start the more places count.
    const known = isBack ? free.starts.indexOf(start) : -1;
    if (known >= 0) free.places[known] = Math.max(places, free.places[known] ?? 0);
    else {
      free.starts.push(start);
      free.places.push(places);
    }
  }
}

/**
 * How many places are left at the fullest moment of `slot`. Of all that are there at a moment the smallest capacity holds:
 * a single appointment is alone, also where a group would have room beside it.
 */
function fewestLeft(taken: readonly Taken[], first: number, slot: Interval, capacity: number): number {
  let left = capacity;
  for (let index = first; index < taken.length; index += 1) {
    const each = taken[index];
    if (!each || each.from >= slot.to) break;
    if (each.to <= slot.from) continue;
    if (each.capacity <= 1 || capacity <= 1) return 0;
    // The fullest moment is one at which something begins.
    const moment = Math.max(each.from, slot.from);
    let places = 0;
    let room = capacity;
    for (let other = first; other < taken.length; other += 1) {
      const beside = taken[other];
      if (!beside || beside.from > moment) break;
      if (beside.to <= moment) continue;
      places += 1;
      room = Math.min(room, beside.capacity);
    }
    left = Math.min(left, room - places);
    if (left <= 0) return 0;
  }
  return left;
}

/**
 * How many places of one resource are left at the fullest moment of a time, as `freeSlots` counts them. `busy` is that
 * resource's, `capacity` what the type of the wanted appointment has there.
 */
export function placesLeft(busy: readonly Busy[], slot: Interval, type: Buffers, capacity: number): number {
  const taken = busy.map((each) => keptFree(each, type)).sort((a, b) => a.from - b.from);
  return fewestLeft(taken, 0, slot, capacity);
}

type Buffers = Pick<SlotType, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;

function keptFree(busy: Busy, type: Buffers): Taken {
  return {
    from: busy.from - Math.max(busy.bufferBeforeMinutes, type.bufferAfterMinutes) * MINUTE_MS,
    to: busy.to + Math.max(busy.bufferAfterMinutes, type.bufferBeforeMinutes) * MINUTE_MS,
    capacity: busy.capacity,
  };
}

function shut(blocks: readonly Block[], resourceId: string, type: SlotType, reach: Interval): Taken[] {
  const before = type.bufferAfterMinutes * MINUTE_MS;
  const after = type.bufferBeforeMinutes * MINUTE_MS;
  return blocks
    .filter((block) => block.resourceId === null || block.resourceId === resourceId)
    .flatMap((block) => timesOf(block, reach))
    .map(({ from, to }) => ({ from: from - before, to: to + after, capacity: 0 }));
}

function groupBusy(busy: readonly Busy[], wanted: ReadonlySet<string>, reach: Interval): Map<string, Busy[]> {
  const groups = new Map<string, Busy[]>();
  for (const each of busy) {
    if (each.to <= reach.from || each.from >= reach.to || !wanted.has(each.resourceId)) continue;
    const group = groups.get(each.resourceId);
    if (group) group.push(each);
    else groups.set(each.resourceId, [each]);
  }
  return groups;
}
