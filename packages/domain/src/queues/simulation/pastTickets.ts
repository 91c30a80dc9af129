/**
 * What a simulation of a queue goes through: tickets as they came, and people as they were there. Plain data, so that it
 * can be handed to a thread. Instants are epoch ms.
 */
import type { Hours } from '../../companies/openingTimes.ts';
import type { Distribution } from '../distribution.ts';

export type PastTicket = {
  enteredAt: number;
  contactId: string;
  priority: number;
  skills: readonly string[];
  /** From being given to the first answer, of somebody who has nothing else; who has three in hand takes three times as long. */
  answerMs: number;
  /** From being given to its end: as long as the contact needs, whoever has it. */
  handleMs: number;
};

export type Shift = { from: number; to: number };

export type PastAttendant = {
  userId: string;
  weight: number;
  skills: readonly string[];
  /** When they were there; in order, apart from each other. */
  shifts: readonly Shift[];
  /** Tickets of other queues that they had in hand meanwhile: those take of their places too. */
  elsewhere: readonly Shift[];
};

export type SimulatedRules = {
  distribution: Distribution;
  isSticky: boolean;
  /** Tickets at a time for each. */
  limit: number;
  /** Of open time; `null`: nothing is promised, nobody is given up on. */
  firstResponseMs: number | null;
  resolutionMs: number | null;
  abandonedAfterMs: number | null;
  /** How long who has left keeps what they have not answered. */
  returnGraceMs: number;
  hours: Hours;
};

/** What became of a ticket, in the simulation or in truth. `null`: it did not happen. */
export type TicketCourse = {
  enteredAt: number;
  startedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  isAbandoned: boolean;
  byUserId: string | null;
};
