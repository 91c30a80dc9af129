import type { PastAttendant } from './pastTickets.ts';

/**
 * The same people and more, or fewer: who is added works the hours of the one in the middle, by hours there, and is there
 * for this queue alone; who is taken away is the one in the middle. One always stays.
 *
 * @param more how many more; fewer where negative.
 */
export function staffedWith(attendants: readonly PastAttendant[], more: number): PastAttendant[] {
  const byHours = attendants.toSorted((one, other) => hoursOf(one) - hoursOf(other));
  for (let left = -more; left > 0 && byHours.length > 1; left -= 1) byHours.splice(middleOf(byHours), 1);
  const model = byHours[middleOf(byHours)];
  if (!model) return [];
  const added = Array.from({ length: Math.max(0, more) }, (_, n) => ({
    ...model,
    userId: `added ${n}`,
    elsewhere: [],
  }));
  return [...byHours, ...added];
}

const hoursOf = ({ shifts }: PastAttendant): number => shifts.reduce((sum, { from, to }) => sum + (to - from), 0);
const middleOf = ({ length }: readonly unknown[]): number => Math.floor(length / 2);
