import { nextToTell, slaState } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { supervisorsOf, tellOfTickets } from './noticeStore.ts';
import { type Ticket, updateTicket } from './store.ts';

const PROMISES = ['firstResponse', 'nextResponse', 'resolution'] as const;

/**
 * Tells the people in charge of promises that are nearly broken, or are (QUE-10), and notes when there is next something
 * to tell. The conversation is locked by the caller; told twice, it is one notice.
 */
export async function tellPromises(trx: Trx, companyId: string, ticket: Ticket, at: Date): Promise<void> {
  const now = at.getTime();
  const risks = PROMISES.flatMap((promise) => {
    const clock = ticket[promise];
    const state = clock && slaState(clock, now);
    return clock?.kind === 'running' && (state === 'warning' || state === 'breached')
      ? [{ promise, state, deadlineAt: clock.deadlineAt }]
      : [];
  });
  const people = new Set(await supervisorsOf(trx, companyId, ticket.queueId));
  if (ticket.assigneeId) people.add(ticket.assigneeId);
  const { id: ticketId, conversationId } = ticket;
  // Sorted: two tickets that tell the same people meet them in one order.
  const told = [...people]
    .sort()
    .flatMap((userId) =>
      risks.map((risk) => ({ userId, notice: { kind: 'promise' as const, conversationId, ticketId, ...risk } })),
    );
  await tellOfTickets(trx, companyId, told);
  const next = nextToTell([ticket.firstResponse, ticket.nextResponse, ticket.resolution], now);
  await updateTicket(trx, companyId, ticketId, { slaAt: next === null ? null : new Date(next) });
}
