/** What happens in a conversation, told to the promises of its ticket (QUE-10). The conversation is locked by the caller. */
import { pauseClock, resumeClock, type SlaClock, settleClock, startClock } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { settleTicketNotices } from './noticeStore.ts';
import { askToServe } from './nudges.ts';
import { type QueueRules, queueRules } from './queueRules.ts';
import { currentTicket, type Promises, savePromises, type Ticket, updateTicket } from './store.ts';
import { waitAnew } from './waitAnew.ts';

type Change = (ticket: Ticket, rules: QueueRules, now: number) => Promises;

/** The company owes an answer again, and the time that was left to it goes on. */
export const contactWrote: Change = (ticket, rules, now) => ({
  firstResponse: ticket.firstResponse,
  nextResponse: owesAnswer(ticket) ? startNext(rules, now) : ticket.nextResponse,
  resolution: ticket.resolution && resumeClock(ticket.resolution, now, rules.times),
});

/** It is the contact's turn: where the queue says so, the time until then is not the company's. */
export const answered: Change = (ticket, rules, now) => ({
  firstResponse: ticket.firstResponse && settleClock(ticket.firstResponse, now),
  nextResponse: ticket.nextResponse && settleClock(ticket.nextResponse, now),
  resolution:
    ticket.resolution && rules.pausesForContact ? pauseClock(ticket.resolution, now, rules.times) : ticket.resolution,
});

const each = (ticket: Ticket, change: (clock: SlaClock) => SlaClock): Promises => ({
  firstResponse: ticket.firstResponse && change(ticket.firstResponse),
  nextResponse: ticket.nextResponse && change(ticket.nextResponse),
  resolution: ticket.resolution && change(ticket.resolution),
});
const pauseAll: Change = (ticket, { times }, now) => each(ticket, (clock) => pauseClock(clock, now, times));
const resumeAll: Change = (ticket, { times }, now) => each(ticket, (clock) => resumeClock(clock, now, times));

/** The first answer was given, and nothing is owed since. */
const owesAnswer = ({ firstResponse, nextResponse }: Ticket): boolean =>
  firstResponse?.kind !== 'running' &&
  firstResponse?.kind !== 'paused' &&
  nextResponse?.kind !== 'running' &&
  nextResponse?.kind !== 'paused';

const startNext = ({ targetsMs, times }: QueueRules, now: number): SlaClock | null =>
  targetsMs.nextResponse === null ? null : startClock(targetsMs.nextResponse, now, times);

export async function changePromises(
  trx: Trx,
  companyId: string,
  conversationId: string,
  change: Change,
  at: Date,
): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversationId);
  if (!ticket) return;
  await apply(trx, companyId, ticket, change, at);
  if (change === answered) await settleTicketNotices(trx, companyId, ticket.id, 'answered');
}

/** Put aside: it is not given meanwhile, and its promises wait. */
export async function putTicketAside(trx: Trx, companyId: string, conversationId: string, at: Date): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversationId);
  if (!ticket || ticket.snoozed) return;
  await updateTicket(trx, companyId, ticket.id, { snoozed: true });
  await apply(trx, companyId, ticket, pauseAll, at);
  await settleTicketNotices(trx, companyId, ticket.id, 'all');
  askToServe(trx, companyId, [ticket.queueId]);
}

export async function takeTicketUp(trx: Trx, companyId: string, conversationId: string, at: Date): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversationId);
  if (!ticket?.snoozed) return;
  const waits = ticket.status === 'waiting' ? await waitAnew(trx, companyId, ticket, at) : {};
  await updateTicket(trx, companyId, ticket.id, { ...waits, snoozed: false });
  await apply(trx, companyId, ticket, resumeAll, at);
  askToServe(trx, companyId, [ticket.queueId]);
}

export async function apply(trx: Trx, companyId: string, ticket: Ticket, change: Change, at: Date): Promise<void> {
  const rules = await queueRules(trx, companyId, ticket.queueId);
  if (!rules) return;
  const promises = change(ticket, rules, at.getTime());
  const same =
    promises.firstResponse === ticket.firstResponse &&
    promises.nextResponse === ticket.nextResponse &&
    promises.resolution === ticket.resolution;
  if (!same) await savePromises(trx, companyId, ticket.id, promises, at);
}
