/**
 * Who gets the next ticket of a queue (QUE-03). Pure: the server asks it under the queue's lock, the simulation asks it a
 * million times.
 */
import { fold } from '../fold.ts';
import type { Availability } from './availability.ts';

export const DISTRIBUTIONS = ['round_robin', 'least_busy', 'manual', 'skills'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** How skills are compared: `Inglês ` is `ingles`. Candidates and tickets name them so. */
export const skillKey = (skill: string): string => fold(skill.trim());

export type Candidate = {
  userId: string;
  availability: Availability;
  /** Tickets in service, in all queues. */
  active: number;
  /** Most tickets at a time. */
  limit: number;
  /** Twice the weight, twice the tickets. At least 1. */
  weight: number;
  skills: readonly string[];
  /** Where they stand in the queue's round: the smallest is served next. */
  turn: number;
  /** Since when they have had nothing to do, or were last served; epoch ms. */
  idleSince: number;
};

export type Wanted = {
  skills: readonly string[];
  /** Who served this contact last; `null` where the queue is not sticky, or nobody did. */
  lastUserId: string | null;
};

const isFree = ({ availability, active, limit }: Candidate): boolean => availability === 'online' && active < limit;

/** @returns the candidate who gets it, or `null`: nobody is free, or attendants pull for themselves. */
export function chooseAttendant<Someone extends Candidate>(
  distribution: Distribution,
  candidates: readonly Someone[],
  wanted: Wanted,
): Someone | null {
  if (distribution === 'manual') return null;
  const free = candidates.filter(isFree);
  const again = free.find(({ userId }) => userId === wanted.lastUserId);
  if (again) return again;
  return free.reduce<Someone | null>(
    (best, next) =>
      best === null || isBefore(ORDERS[distribution](next, wanted), ORDERS[distribution](best, wanted)) ? next : best,
    null,
  );
}

/** What decides, most important first; smaller goes first, and the id last, so that equals have an order too. */
type Order = readonly [number, number, number, string];
const ORDERS: Record<Exclude<Distribution, 'manual'>, (candidate: Candidate, wanted: Wanted) => Order> = {
  round_robin: ({ turn, idleSince, userId }) => [turn, idleSince, 0, userId],
  least_busy: ({ active, idleSince, turn, userId }) => [active, idleSince, turn, userId],
  skills: ({ skills, turn, idleSince, userId }, wanted) => [-matching(skills, wanted.skills), turn, idleSince, userId],
};

const matching = (skills: readonly string[], wanted: readonly string[]): number =>
  wanted.filter((skill) => skills.includes(skill)).length;

function isBefore(one: Order, other: Order): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index];
    if (against !== undefined && value !== against) return value < against;
  }
  return false;
}

/**
 * The place in the round after a ticket (stride scheduling, Waldspurger and Weihl 1995): who has twice the weight comes
 * round twice as often, and who was full for a while is served first until they have had as many.
 */
export const turnAfter = (turn: number, weight: number): number => turn + 1 / weight;

/** The place of somebody who comes online or joins: what they missed while away is not theirs to catch up on. */
export const turnOnReturn = (turn: number, ofOthers: readonly number[]): number =>
  ofOthers.length === 0 ? turn : Math.max(turn, Math.min(...ofOthers));

/**
 * How long a ticket at `position` (1 is next) will probably wait, in ms: as long as so many tickets took lately.
 *
 * @param startedLastHour tickets that left the line in the last hour; 0: nobody can say.
 */
export function estimatedWaitMs(position: number, startedLastHour: number): number | null {
  return startedLastHour === 0 ? null : Math.round((position * 3_600_000) / startedLastHour);
}
