/**
 * What the contact of a ticket is to be told next: noted in the ticket, in the transaction that brings it about, and said
 * by the distributor (queues/sayWhatIsDue.ts), so that a webhook never waits for it and a killed server forgets nothing.
 */
import type { Trx } from '../db/index.ts';
import { type QueueRules, queueRules } from './queueRules.ts';
import type { Ticket } from './store.ts';

export type Saying = { say: 'hours' | 'place' | 'rating'; sayAt: Date };
export const NOTHING_TO_SAY = { say: null, sayAt: null };

/** On entering: closed, or the place in line. */
export function firstWords({ isOpenForWork, times, words, outOfHours }: QueueRules, at: Date): Partial<Saying> {
  const isOpen = isOpenForWork && times.isOpen(at.getTime());
  if (!isOpen && (words.hours !== '' || outOfHours === 'end')) return { say: 'hours', sayAt: at };
  return words.position === '' ? {} : { say: 'place', sayAt: at };
}

/**
 * At the end: how it was, if somebody served it.
 * @param asksRating what whoever ends it says about it; without it the queue decides
 */
export async function lastWords(
  trx: Trx,
  companyId: string,
  ticket: Ticket,
  { at, asksRating }: { at: Date; asksRating?: boolean | undefined },
): Promise<Saying | undefined> {
  if (ticket.assigneeId === null) return undefined;
  const rules = await queueRules(trx, companyId, ticket.queueId);
  return (asksRating ?? rules?.asksRating) ? { say: 'rating', sayAt: at } : undefined;
}
