import { protocolNumber } from '@balcao/domain';
import type { Insertable } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { DB, Trx } from '../db/index.ts';
import { DEMO_COMPANY } from './people.ts';
import type { PlannedConversation } from './planConversation.ts';

/** One ticket a conversation, numbered by the day on which it entered, and each day's last number. */
export async function insertTickets(trx: Trx, conversations: readonly PlannedConversation[]): Promise<void> {
  const lastOfDay = new Map<string, number>();
  const inOrder = conversations.toSorted((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
  const tickets = inOrder.map((conversation) => {
    const day = dayOf(conversation.openedAt);
    const number = (lastOfDay.get(day) ?? 0) + 1;
    lastOfDay.set(day, number);
    return ticketOf(conversation, protocolNumber(day, number));
  });
  const companyId = DEMO_COMPANY.id;
  await trx.insertInto('ticket').values(tickets).execute();
  const numbers = [...lastOfDay].map(([day, last]) => ({ companyId, day, last }));
  await trx.insertInto('ticketNumber').values(numbers).execute();
}

const dayOf = (at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(DEMO_COMPANY.zone).toPlainDate().toString();

function ticketOf(conversation: PlannedConversation, protocol: string): Insertable<DB['ticket']> {
  const { openedAt, closedAt, assigneeId, messages } = conversation;
  const taken = messages.find(({ direction }) => direction === 'out')?.createdAt ?? null;
  const isTaken = assigneeId !== null && taken !== null;
  return {
    companyId: DEMO_COMPANY.id,
    queueId: conversation.queueId,
    conversationId: conversation.id,
    contactId: conversation.contactId,
    protocol,
    priority: 5,
    linedUpAt: openedAt,
    enteredAt: openedAt,
    startedAt: isTaken ? taken : null,
    assigneeId: isTaken ? assigneeId : null,
    status: closedAt ? 'finished' : isTaken ? 'in_service' : 'waiting',
    snoozed: conversation.status === 'snoozed',
    endedAt: closedAt,
  };
}
