import { afterAbandonment, protocolNumber, startClock } from '@balcao/domain';
import { Temporal } from 'temporal-polyfill';
import type { Trx } from '../db/index.ts';
import { drawNumber } from './drawNumber.ts';
import { askToServe } from './nudges.ts';
import { type QueueRules, queueRules } from './queueRules.ts';
import { firstWords } from './saying.ts';
import { conversationOfTicket, insertTicket, latestTicket, storedPromises, type Ticket } from './store.ts';
import { abandonAt } from './waitAnew.ts';

export type Entering = {
  conversation: { id: string; contactId: string };
  queueId: string;
  at: Date;
  skills?: string[];
  /** Handed over: it keeps its urgency, and goes on from the other. */
  from?: Ticket;
};

/**
 * A conversation enters a queue as a new ticket (QUE-02). One that has a ticket keeps it.
 *
 * @returns the ticket; `undefined` when the queue is gone.
 */
export async function enterQueue(trx: Trx, companyId: string, entering: Entering): Promise<Ticket | undefined> {
  const { conversation, queueId, at, from } = entering;
  const rules = await queueRules(trx, companyId, queueId);
  if (!rules) return undefined;
  const { previousId, channelKind } = await conversationOfTicket(trx, companyId, conversation.id);
  const previous = from ?? (await previousTicket(trx, companyId, conversation.id, previousId));
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
    comesBack: from === undefined && cameBack(previous, now),
    // Nobody waits at a screen for an answer to a letter.
    abandonAt: channelKind === 'email' ? null : abandonAt(rules, now),
    ...(channelKind === 'email' ? {} : firstWords(rules, at)),
  };
  const promises = {
    firstResponse: promised(rules.targetsMs.firstResponse),
    nextResponse: null,
    // What was promised for the whole goes on from queue to queue.
    resolution: from?.resolution ?? promised(rules.targetsMs.resolution),
  };
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(rules.zone).toPlainDate().toString();
  const protocol = protocolNumber(day, await drawNumber(trx, companyId, day));
  const entered = await insertTicket(trx, { ...ticket, ...storedPromises(promises, at), protocol });
  askToServe(trx, companyId, [queueId]);
  return entered;
}

/** Higher: who has another question counts as not helped. Lower: who comes back on Monday counts as helped. */
const COMES_BACK_WITHIN_MS = 7 * 24 * 3_600_000;

const cameBack = (previous: Ticket | undefined, now: number): boolean =>
  previous?.status === 'finished' && now - (previous.endedAt?.getTime() ?? 0) < COMES_BACK_WITHIN_MS;

async function previousTicket(
  trx: Trx,
  companyId: string,
  conversationId: string,
  previousId: string | null,
): Promise<Ticket | undefined> {
  const own = await latestTicket(trx, companyId, conversationId);
  if (own || previousId === null) return own;
  return latestTicket(trx, companyId, previousId);
}

function priorityOf(rules: QueueRules, previous: Ticket | undefined, isHandedOver: boolean): number {
  if (previous && isHandedOver) return Math.max(previous.priority, rules.priority);
  return previous?.status === 'abandoned' ? afterAbandonment(previous.priority) : rules.priority;
}
