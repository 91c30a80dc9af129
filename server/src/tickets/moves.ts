/** What becomes of a conversation's ticket when people act on the conversation. The conversation is locked by the caller. */
import { endClock, type SlaClock, settleClock } from '@balcao/domain';
import type { Updateable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';
import { enterQueue } from './enterQueue.ts';
import { settleTicketNotices } from './noticeStore.ts';
import { askToServe } from './nudges.ts';
import { lastWords, NOTHING_TO_SAY } from './saying.ts';
import { currentTicket, moveAndUpdate, noteIdle, queuesOfUser, storedClock, type Ticket } from './store.ts';
import { waitAnew } from './waitAnew.ts';

/** The closing reason of a conversation that became another's: nobody was served in it. */
export const MERGED = 'merged';

type Of = { id: string; contactId: string };

/** Somebody took it, or was given it by hand: that may go past their limit. */
export async function assignTicket(
  trx: Trx,
  companyId: string,
  conversation: Of,
  { userId, at }: { userId: string; at: Date },
): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (!ticket) return;
  await moveAndUpdate(trx, companyId, ticket, 'assign', {
    assigneeId: userId,
    startedAt: ticket.startedAt ?? at,
    ...(ticket.say === 'place' ? NOTHING_TO_SAY : {}),
  });
  await settleTicketNotices(trx, companyId, ticket.id, 'given');
  await noteIdle(trx, companyId, userId, at);
  if (ticket.assigneeId) await becameFree(trx, companyId, ticket.assigneeId, at);
}

/** Back in line, at its old place: who waited before is not sent to the end. */
export async function releaseTicket(trx: Trx, companyId: string, conversation: Of, at: Date): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (!ticket || ticket.status === 'waiting') return;
  const waits = ticket.snoozed ? {} : await waitAnew(trx, companyId, ticket, at);
  await moveAndUpdate(trx, companyId, ticket, 'release', { ...waits, assigneeId: null });
  await settleTicketNotices(trx, companyId, ticket.id, 'given');
  askToServe(trx, companyId, [ticket.queueId]);
  if (ticket.assigneeId) await becameFree(trx, companyId, ticket.assigneeId, at);
}

export async function finishTicket(
  trx: Trx,
  companyId: string,
  conversation: Of,
  { reason, at, asksRating }: { reason: string; at: Date; asksRating?: boolean },
): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (!ticket) return;
  const asks = reason !== MERGED && (await lastWords(trx, companyId, ticket, { at, asksRating }));
  await end(trx, companyId, ticket, 'finish', at, { closingReason: reason, ...(asks || NOTHING_TO_SAY) });
  if (asks) askToServe(trx, companyId, [ticket.queueId]);
}

export async function abandonTicket(trx: Trx, companyId: string, ticket: Ticket, at: Date): Promise<void> {
  await end(trx, companyId, ticket, 'abandon', at, NOTHING_TO_SAY);
}

/** It waits in no queue any more, and nobody has it: a program goes on with it. */
export async function leaveQueue(trx: Trx, companyId: string, conversation: Of, at: Date): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (ticket) await end(trx, companyId, ticket, 'transfer', at, NOTHING_TO_SAY);
}

/** Ends this one and starts the next, which goes on from it: in another queue, or in somebody's hands (QUE-08). */
export async function transferTicket(
  trx: Trx,
  companyId: string,
  conversation: Of,
  { to, at }: { to: { queueId: string } | { userId: string }; at: Date },
): Promise<void> {
  const ticket = await currentTicket(trx, companyId, conversation.id);
  if (ticket) await end(trx, companyId, ticket, 'transfer', at, NOTHING_TO_SAY);
  const queueId = 'queueId' in to ? to.queueId : ticket?.queueId;
  if (!queueId) return;
  await enterQueue(trx, companyId, { conversation, queueId, at, ...(ticket ? { from: ticket } : {}) });
  if ('userId' in to) await assignTicket(trx, companyId, conversation, { userId: to.userId, at });
}

async function end(
  trx: Trx,
  companyId: string,
  ticket: Ticket,
  move: 'finish' | 'abandon' | 'transfer',
  at: Date,
  values: Updateable<DB['ticket']>,
): Promise<void> {
  const now = at.getTime();
  const ended = (clock: SlaClock | null) => storedClock(clock && endClock(clock, now));
  const { firstResponse, nextResponse, resolution } = ticket;
  await moveAndUpdate(trx, companyId, ticket, move, {
    ...values,
    endedAt: at,
    // No answer came in this one: broken or not, it is told of no more.
    firstResponse: ended(firstResponse),
    nextResponse: ended(nextResponse),
    resolution: storedClock(resolutionAfter(move, resolution, now)),
  });
  await settleTicketNotices(trx, companyId, ticket.id, 'all');
  if (ticket.assigneeId) await becameFree(trx, companyId, ticket.assigneeId, at);
}

function resolutionAfter(
  move: 'finish' | 'abandon' | 'transfer',
  clock: SlaClock | null,
  now: number,
): SlaClock | null {
  if (clock === null) return null;
  switch (move) {
    case 'finish':
      return settleClock(clock, now);
    case 'abandon':
      return endClock(clock, now);
    case 'transfer':
      // It goes on in the next ticket, and is counted there.
      return clock;
  }
}

async function becameFree(trx: Trx, companyId: string, userId: string, at: Date): Promise<void> {
  await noteIdle(trx, companyId, userId, at);
  askToServe(trx, companyId, await queuesOfUser(trx, companyId, userId));
}
