import { afterAbandonment, protocolNumber, startClock } from '@balcao/domain';
import { Temporal } from 'temporal-polyfill';
import type { Trx } from '../db/index.ts';
import { askToServe } from './nudges.ts';
import { type QueueRules, queueRules } from './queueRules.ts';
import { drawNumber, insertTicket, latestTicket, type Ticket } from './store.ts';

export type Entering = {
  conversation: { id: string; contactId: string };
  queueId: string;
  at: Date;
  skills?: string[];
  /** Handed over: it keeps its urgency, and goes on from the other. */
  from?: Ticket;
  /** The contact's conversation before this one, where a ticket may have been abandoned. */
  previousConversationId?: string | null;
};

/**
 * A conversation enters a queue as a new ticket (QUE-02). One that has a ticket keeps it; call it last in a transaction,
 * for the sake of its number.
 *
 * @returns the ticket; `undefined` when the queue is gone.
 */
export async function enterQueue(trx: Trx, companyId: string, entering: Entering): Promise<Ticket | undefined> {
  const { conversation, queueId, at, from } = entering;
  const rules = await queueRules(trx, companyId, queueId);
  if (!rules) return undefined;
  const previous = from ?? (await previousTicket(trx, companyId, entering));
  const now = at.getTime();
  const promised = (targetMs: number | null) => (targetMs === null ? null : startClock(targetMs, now, rules.times));
  const ticket = {
    companyId,
    queueId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    priority: priorityOf(rules, previous, from !== undefined),
    skills: entering.skills ?? from?.skills ?? [],
    linedUpAt: at,
    enteredAt: at,
    previousId: previous?.id ?? null,
    firstResponse: JSON.stringify(promised(rules.targetsMs.firstResponse)),
    // What was promised for the whole goes on from queue to queue.
    resolution: JSON.stringify(from?.resolution ?? promised(rules.targetsMs.resolution)),
  };
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(rules.zone).toPlainDate().toString();
  const protocol = protocolNumber(day, await drawNumber(trx, companyId, day));
  const entered = await insertTicket(trx, { ...ticket, protocol });
  askToServe(trx, companyId, [queueId]);
  return entered;
}

async function previousTicket(trx: Trx, companyId: string, entering: Entering): Promise<Ticket | undefined> {
  const own = await latestTicket(trx, companyId, entering.conversation.id);
  if (own || !entering.previousConversationId) return own;
  return latestTicket(trx, companyId, entering.previousConversationId);
}

function priorityOf(rules: QueueRules, previous: Ticket | undefined, isHandedOver: boolean): number {
  if (previous && isHandedOver) return Math.max(previous.priority, rules.priority);
  return previous?.status === 'abandoned' ? afterAbandonment(previous.priority) : rules.priority;
}
