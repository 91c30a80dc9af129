/** "What if two more …": the tickets of a time that is over, through the queue as it is and as it would be (pure). */
import { z } from 'zod';
import type { Distribution } from '../distribution.ts';
import { courseFigures, courseFiguresShape } from './courseFigures.ts';
import type { PastAttendant, PastTicket, SimulatedRules, TicketCourse } from './pastTickets.ts';
import { simulateQueue } from './simulateQueue.ts';
import { staffedWith } from './staffing.ts';

export type PastOfQueue = {
  rules: SimulatedRules;
  attendants: readonly PastAttendant[];
  tickets: readonly PastTicket[];
  /** What truly became of them: whoever reads the simulation sees how near it comes. */
  courses: readonly TicketCourse[];
};

export type QueueChange = { more: number; distribution: Distribution; isSticky: boolean; limit: number };

const ofPeople = courseFiguresShape.extend({ attendants: z.int() });
export const whatIfShape = z.object({ measured: courseFiguresShape, before: ofPeople, after: ofPeople });
export type WhatIf = z.infer<typeof whatIfShape>;

export function whatIf({ rules, attendants, tickets, courses }: PastOfQueue, change: QueueChange): WhatIf {
  const { more, ...otherwise } = change;
  const figures = (people: readonly PastAttendant[], by: SimulatedRules) => ({
    ...courseFigures(simulateQueue(by, people, tickets), by),
    attendants: people.length,
  });
  return {
    measured: courseFigures(courses, rules),
    before: figures(attendants, rules),
    after: figures(staffedWith(attendants, more), { ...rules, ...otherwise }),
  };
}
