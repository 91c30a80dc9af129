/**
 * When people were there, told by what they did: nobody keeps a record of presence. Somebody counts as there, each day,
 * from the full hour in which they were first given a ticket or answered one to the end of the hour of the last.
 */
import { localDayAt } from '../../time/wallClock.ts';
import type { Shift } from './pastTickets.ts';

const HOUR_MS = 3_600_000;

/** @param moments of one person, epoch ms, in any order. @returns a shift a day, in order. */
export function shiftsFrom(moments: readonly number[], zone: string): Shift[] {
  const days = Map.groupBy(moments, (at) => localDayAt(at, zone).from);
  return [...days]
    .toSorted(([one], [other]) => one - other)
    .map(([start, all]) => {
      const hours = all.map((at) => Math.floor((at - start) / HOUR_MS));
      return {
        from: start + Math.min(...hours) * HOUR_MS,
        to: start + (Math.max(...hours) + 1) * HOUR_MS,
      };
    });
}
