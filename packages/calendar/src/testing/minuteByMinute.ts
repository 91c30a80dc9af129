/**
 * Free slots the straightforward way: every minute of every resource, each asked of every block and appointment. What the
 * engine is compared with, in its answers and in its time.
 */
import { localDays } from '@balcao/domain';
import { openingsOn } from '../availability.ts';
import { timesOf } from '../blocks.ts';
import type { Calendar, Resource, Slot, SlotQuery } from '../freeSlots.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export function minuteByMinute(calendar: Calendar, query: SlotQuery): Slot[] {
  const { type, serving, resourceIds, from, to, now } = query;
  const duration = type.durationMinutes * MINUTE_MS;
  const resources = calendar.resources
    .filter(({ id }) => resourceIds.includes(id))
    .map((each) => prepare(calendar, query, each));
  const slots: Slot[] = [];
  for (let start = from; start < to; start += MINUTE_MS) {
    if (start < now + type.noticeMinutes * MINUTE_MS || start >= now + type.horizonDays * DAY_MS) continue;
    const free = resources
      .map(({ id, placesAt }) => ({ id, places: placesAt(start) }))
      .filter(({ places }) => places > 0);
    if (free.length === 0 || (serving === 'together' && free.length < resources.length)) continue;
    const counts = free.map(({ places }) => places);
    slots.push({
      from: start,
      to: start + duration,
      resourceIds: free.map(({ id }) => id),
      places: serving === 'any' ? counts.reduce((sum, each) => sum + each, 0) : Math.min(...counts),
    });
  }
  return slots;
}

function prepare({ rules, blocks, busy }: Calendar, { type, from, to }: SlotQuery, { id, zone }: Resource) {
  const duration = type.durationMinutes * MINUTE_MS;
  const before = type.bufferBeforeMinutes * MINUTE_MS;
  const after = type.bufferAfterMinutes * MINUTE_MS;
  const asked = { resourceId: id, typeId: type.id, zone, capacity: type.capacity };
  const openings = localDays(from - DAY_MS, to, zone).flatMap((day) => openingsOn(rules, day, asked));
  const around = { from: from - 10 * DAY_MS, to: to + 10 * DAY_MS };
  const shut = blocks
    .filter((block) => block.resourceId === null || block.resourceId === id)
    .flatMap((block) => timesOf(block, around));
  const own = busy.filter(({ resourceId }) => resourceId === id);

  const leftAt = (minute: number, capacity: number): number => {
    if (shut.some((time) => time.from - after <= minute && minute < time.to + before)) return 0;
    const there = own.filter(
      (each) =>
        each.from - Math.max(each.bufferBeforeMinutes * MINUTE_MS, after) <= minute &&
        minute < each.to + Math.max(each.bufferAfterMinutes * MINUTE_MS, before),
    );
    return Math.min(capacity, ...there.map((each) => each.capacity)) - there.length;
  };
  const placesAt = (start: number): number => {
    let most = 0;
    for (const opening of openings) {
      const isOnGrid = (start - opening.from) % (type.stepMinutes * MINUTE_MS) === 0;
      if (start < opening.from || start + duration > opening.to || !isOnGrid) continue;
      let places = opening.capacity;
      for (let minute = start; minute < start + duration; minute += MINUTE_MS) {
        places = Math.min(places, leftAt(minute, opening.capacity));
      }
      most = Math.max(most, places);
    }
    return most;
  };
  return { id, placesAt };
}
