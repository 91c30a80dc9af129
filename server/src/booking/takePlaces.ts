/**
 * Taking places on resources, so that nobody is booked twice whatever races (BOOK-08): lock, count, seat, insert. The
 * count is the engine’s own (`placesLeft`), so what is offered can be taken; the exclusion constraint holds even where
 * this code would be wrong.
 */
import { capacityAt, placesLeft, seatFor } from '@balcao/calendar';
import { type AppointmentSlot, type AppointmentTypeSettings, Refusal } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { type Agenda, agendaOf } from './freeTimes.ts';
import { rulesFor } from './setUp.ts';
import { changeSeats, type Owner, occupiedUnderLock, type Seats, type Seen, takeAlone, takeSeats } from './store.ts';

const DAY_MS = 86_400_000;

export type Wanted = {
  slot: AppointmentSlot;
  type: { id: string; settings: AppointmentTypeSettings };
  owner: Owner;
  /** Take it although it is taken. */
  overbook: boolean;
  now: Date;
};

/**
 * @returns `taken`: nothing was written; `overbooked`: it was taken, and is shared knowingly.
 * @throws Refusal `record.notFound` (a resource)
 */
export async function takePlaces(
  trx: Trx,
  companyId: string,
  wanted: Wanted,
): Promise<'free' | 'overbooked' | 'taken'> {
  const { slot, type, now } = wanted;
  const { resourceIds } = slot;
  if (resourceIds.length === 0) return 'free';
  const { bufferBeforeMinutes, bufferAfterMinutes, capacity } = type.settings;
  const span = { from: slot.from, to: slot.to, bufferBeforeMinutes, bufferAfterMinutes };
  if (capacity === 1 && !wanted.overbook) {
    const taken = await takeAlone(trx, companyId, wanted.owner, { ...span, resourceIds, now });
    if (taken !== null) return taken ? 'free' : 'taken';
  }
  const around = { resourceIds, from: slot.from - DAY_MS, to: slot.to + DAY_MS, now };
  const occupied = await occupiedUnderLock(trx, companyId, around);
  const stranger = resourceIds.find((id) => !occupied.has(id));
  if (stranger) throw new Refusal({ code: 'record.notFound', record: 'resource', id: stranger });

  const capacities = type.settings.capacity === 1 ? ALONE : capacitiesAt(await agendaOf(trx, companyId, now), wanted);
  const { places, moved } = placesAt(occupied, capacities, wanted);
  const isOverbooked = places.some(({ overbooked }) => overbooked);
  if (isOverbooked && !wanted.overbook) return 'taken';
  await changeSeats(trx, companyId, moved);
  if (!(await takeSeats(trx, companyId, wanted.owner, { ...span, capacity, places }))) return 'taken';
  return isOverbooked ? 'overbooked' : 'free';
}

/**
 * Whether it can be had, as far as one sees without a lock: most of those who come too late need not stand in line for it.
 * Its own buffers may still stand against it: that shows under the lock.
 */
export function seemsFree(wanted: Wished, agenda: Agenda, occupied: readonly Seen[]): boolean {
  const capacities = wanted.type.settings.capacity === 1 ? ALONE : capacitiesAt(agenda, wanted);
  const { slot, type } = wanted;
  return slot.resourceIds.every((id) => {
    const own = occupied.filter(({ resourceId }) => resourceId === id);
    return placesLeft(own, slot, type.settings, capacities.get(id) ?? type.settings.capacity) > 0;
  });
}

type Wished = Pick<Wanted, 'slot' | 'type'>;
const ALONE: ReadonlyMap<string, number> = new Map();

/** @returns for each resource the seat it would be, and others that change seats for it. */
function placesAt(
  occupied: ReadonlyMap<string, readonly Seen[]>,
  capacities: ReadonlyMap<string, number>,
  { slot, type }: Wished,
): { places: Seats['places']; moved: Map<string, number> } {
  const moved = new Map<string, number>();
  const places = slot.resourceIds.map((resourceId) => {
    const capacity = capacities.get(resourceId) ?? type.settings.capacity;
    const own = occupied.get(resourceId) ?? [];
    const isFree = placesLeft(own, slot, type.settings, capacity) > 0;
    const found = isFree ? seatFor(own, slot, capacity) : null;
    for (const [id, seat] of found?.moved ?? []) moved.set(id, seat);
    return { resourceId, seat: found?.seat ?? seatAbove(own, slot, capacity), overbooked: found === null };
  });
  return { places, moved };
}

/** Seats above the capacity are those of whoever is there knowingly: they count for everybody else. */
function seatAbove(occupied: readonly Seen[], slot: { from: number; to: number }, capacity: number): number {
  const beside = new Set(occupied.filter((each) => each.from < slot.to && slot.from < each.to).map(({ seat }) => seat));
  let seat = capacity;
  while (beside.has(seat)) seat += 1;
  return seat;
}

function capacitiesAt({ setUp }: Agenda, { slot, type }: Wished): Map<string, number> {
  const rules = rulesFor(setUp, slot.resourceIds);
  const { from, to } = slot;
  return new Map(
    setUp.resources
      .filter(({ id }) => slot.resourceIds.includes(id))
      .map(({ id, settings: { zone } }) => [
        id,
        capacityAt(rules, {
          resource: { id, zone },
          type: { id: type.id, capacity: type.settings.capacity },
          from,
          to,
        }),
      ]),
  );
}
