import { protocolNumber } from '@balcao/domain';
import type { Insertable } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { DB, Trx } from '../db/index.ts';
import { drawNumbers } from '../tickets/index.ts';
import { DEMO_COMPANY } from './people.ts';
import type { PlannedConversation } from './planConversation.ts';

/** One ticket a conversation, numbered by the day on which it entered. */
export async function insertTickets(trx: Trx, conversations: readonly PlannedConversation[]): Promise<void> {
  const inOrder = conversations.toSorted((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
  const numbers = await drawNumbers(
    trx,
    DEMO_COMPANY.id,
    inOrder.map(({ openedAt }) => dayOf(openedAt)),
  );
  const tickets = inOrder.map((conversation, n) =>
    ticketOf(conversation, protocolNumber(dayOf(conversation.openedAt), numbers[n] as number)),
  );
  await trx.insertInto('ticket').values(tickets).execute();
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
    ...promised(openedAt, taken, closedAt),
    ...(closedAt && isTaken ? rated(protocol) : {}),
  };
}

const ANSWER_WITHIN_MS = 15 * 60_000;
const SOLVED_WITHIN_MS = 480 * 60_000;

/** What was promised and kept or not, by the demo queues' targets, day and night. What still waits promises nothing. */
function promised(openedAt: Date, taken: Date | null, closedAt: Date | null) {
  const settled = (at: Date | null, withinMs: number) => {
    if (!at) return null;
    const deadlineAt = openedAt.getTime() + withinMs;
    const kept = at.getTime() <= deadlineAt;
    return JSON.stringify(
      kept ? { kind: 'met', at: at.getTime() } : { kind: 'breached', deadlineAt, at: at.getTime() },
    );
  };
  return { firstResponse: settled(taken, ANSWER_WITHIN_MS), resolution: settled(closedAt, SOLVED_WITHIN_MS) };
}

/** Two of three contacts rate, mostly well; the same ones each time. */
function rated(protocol: string): { rating?: number } {
  const number = Number(protocol.slice(-6));
  return number % 3 === 0 ? {} : { rating: [5, 4, 5, 3, 5][number % 5] ?? 5 };
}
