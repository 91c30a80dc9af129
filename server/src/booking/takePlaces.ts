/**
 * Taking places on resources, so that nobody is booked twice whatever races (BOOK-08): lock, count, seat, insert. The
 * count is the engine's own (`placesTaken`), so what is offered can be taken; the exclusion constraint holds even where
 * this code would be wrong.
 */
import { openingsOn, placesTaken, seatFor } from '@balcao/calendar';
import { type AppointmentSlot, type AppointmentTypeSettings, localDayAt, Refusal } from '@balcao/domain';
import { codeOf, inSavepoint, type Trx } from '../db/index.ts';
import { resourcesOf, rulesOf } from './settingsStore.ts';
import {
  changeSeats,
  endExpiredHolds,
  lockResources,
  type Occupied,
  type Owner,
  occupiedBetween,
  occupy,
} from './store.ts';

const DAY_MS = 86_400_000;
const EXCLUSION_VIOLATION = '23P01';

export type Wanted = {
  slot: AppointmentSlot;
  type: { id: string; settings: AppointmentTypeSettings };
  owner: Owner;
  /** Take it although it is taken. */
  overbook: boolean;
  now: Date;
  /** The appointment whose own places do not count: it is being moved. */
  except?: string;
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
  const locked = await lockResources(trx, companyId, resourceIds);
  const stranger = resourceIds.find((id) => !locked.includes(id));
  if (stranger) throw new Refusal({ code: 'record.notFound', record: 'resource', id: stranger });
  await endExpiredHolds(trx, companyId, now);

  const around = { resourceIds, from: slot.from - DAY_MS, to: slot.to + DAY_MS, now };
  const occupied = await occupiedBetween(trx, companyId, {
    ...around,
    ...(wanted.except === undefined ? {} : { except: wanted.except }),
  });
  const capacities = await capacitiesAt(trx, companyId, wanted);
  const seats = resourceIds.map((resourceId) => {
    const capacity = capacities.get(resourceId) ?? type.settings.capacity;
    const own = occupied.filter((each) => each.resourceId === resourceId);
    const isFull = placesTaken(own, slot, type.settings, capacity) >= capacity;
    const seat = isFull ? null : seatFor(own, slot, capacity);
    return { resourceId, own, capacity, seat };
  });
  const isOverbooked = seats.some(({ seat }) => seat === null);
  if (isOverbooked && !wanted.overbook) return 'taken';

  try {
    await inSavepoint(trx, async () => {
      for (const { resourceId, own, capacity, seat } of seats) {
        await changeSeats(trx, companyId, seat?.moved ?? new Map());
        await occupy(trx, companyId, wanted.owner, {
          resourceId,
          from: slot.from,
          to: slot.to,
          seat: seat?.seat ?? seatAbove(own, slot, capacity),
          overbooked: seat === null,
          bufferBeforeMinutes: type.settings.bufferBeforeMinutes,
          bufferAfterMinutes: type.settings.bufferAfterMinutes,
        });
      }
    });
  } catch (error) {
    if (codeOf(error) === EXCLUSION_VIOLATION) return 'taken';
    throw error;
  }
  return isOverbooked ? 'overbooked' : 'free';
}

/** Seats above the capacity are those of whoever is there knowingly: they count for everybody else. */
function seatAbove(occupied: readonly Occupied[], slot: { from: number; to: number }, capacity: number): number {
  const beside = new Set(occupied.filter((each) => each.from < slot.to && slot.from < each.to).map(({ seat }) => seat));
  let seat = capacity;
  while (beside.has(seat)) seat += 1;
  return seat;
}

/** Where type and rule both give a capacity the smaller holds; staff may book outside all rules, as the type says. */
async function capacitiesAt(trx: Trx, companyId: string, { slot, type }: Wanted): Promise<Map<string, number>> {
  const { capacity } = type.settings;
  if (capacity === 1) return new Map();
  const [resources, rules] = [await resourcesOf(trx, companyId), await rulesOf(trx, companyId)];
  const known = resources.filter(({ id }) => slot.resourceIds.includes(id));
  return new Map(
    known.map(({ id, settings: { zone } }) => {
      const asked = { resourceId: id, typeId: type.id, zone, capacity };
      const own = rules.filter((rule) => rule.resourceId === null || rule.resourceId === id);
      const openings = [slot.from - DAY_MS, slot.from].flatMap((at) => openingsOn(own, localDayAt(at, zone), asked));
      const holding = openings.filter(({ from, to }) => from <= slot.from && slot.to <= to);
      return [id, holding.length > 0 ? Math.max(...holding.map((each) => each.capacity)) : capacity];
    }),
  );
}
