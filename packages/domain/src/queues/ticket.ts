import { Refusal } from '../problem.ts';

/**
 * A ticket is one piece of work in one queue: from entering it until it ends (QUE-02). Passing it on ends it and starts
 * the next, linked one; so a ticket has one queue for life.
 */
export const TICKET_STATUSES = ['waiting', 'in_service', 'finished', 'abandoned', 'transferred'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

export const TICKET_MOVES = ['assign', 'release', 'finish', 'abandon', 'transfer'] as const;
export type TicketMove = (typeof TICKET_MOVES)[number];

/** The whole machine as data: a move that is not here is refused. */
const TRANSITIONS: Record<TicketStatus, Partial<Record<TicketMove, TicketStatus>>> = {
  // Finished while waiting: the conversation was closed before anybody took it.
  waiting: { assign: 'in_service', finish: 'finished', abandon: 'abandoned', transfer: 'transferred' },
  // Assigned again: a supervisor gives it to somebody else.
  in_service: { assign: 'in_service', release: 'waiting', finish: 'finished', transfer: 'transferred' },
  finished: {},
  abandoned: {},
  transferred: {},
};

/** @throws Refusal `ticket.impossibleMove` */
export function moveTicket(from: TicketStatus, move: TicketMove): TicketStatus {
  const to = TRANSITIONS[from][move];
  if (!to) throw new Refusal({ code: 'ticket.impossibleMove', from, move });
  return to;
}

export const isOver = (status: TicketStatus): boolean => Object.keys(TRANSITIONS[status]).length === 0;

/** Most urgent first: 10 before 1 (QUE-01). */
export const PRIORITIES = { least: 1, most: 10, usual: 5 } as const;

/** The priority of a ticket whose contact was left waiting before (QUE-06). */
export const afterAbandonment = (priority: number): number => Math.min(PRIORITIES.most, priority + 1);

/**
 * How a ticket is called on the phone: `20261121-000042`.
 *
 * @param date in the company's zone, as `2026-11-21`.
 * @param number counted by the company from 1; from a million on, it is longer.
 */
export const protocolNumber = (date: string, number: number): string =>
  `${date.replaceAll('-', '')}-${String(number).padStart(6, '0')}`;
