import type { AppointmentSlot } from './slot.ts';

/**
 * Where two appointments are after they changed places. Each keeps its length and its zone and goes to the other's start
 * and resources; two that touch on the same resources share the time they have together, so that a longer one finds room.
 */
export function exchanged(a: AppointmentSlot, b: AppointmentSlot): [AppointmentSlot, AppointmentSlot] {
  const isSame = a.resourceIds.toSorted().join() === b.resourceIds.toSorted().join();
  if (isSame && a.to === b.from) return [endingAt(a, b.to), startingAt(b, a.from)];
  if (isSame && b.to === a.from) return [startingAt(a, b.from), endingAt(b, a.to)];
  return [
    { ...startingAt(a, b.from), resourceIds: b.resourceIds },
    { ...startingAt(b, a.from), resourceIds: a.resourceIds },
  ];
}

const startingAt = (slot: AppointmentSlot, from: number) => ({ ...slot, from, to: from + slot.to - slot.from });
const endingAt = (slot: AppointmentSlot, to: number) => ({ ...slot, from: to - (slot.to - slot.from), to });

/** Whether changing places a second time brings both back: not where the longer one comes to touch the other. */
export function isExchangeUndone(a: AppointmentSlot, b: AppointmentSlot): boolean {
  const [again, otherAgain] = exchanged(...exchanged(a, b));
  return again.from === a.from && otherAgain.from === b.from;
}
