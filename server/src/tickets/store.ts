import { moveTicket, nextToTell, type SlaClock, type TicketMove, type TicketStatus } from '@balcao/domain';
import type { Insertable, Updateable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';

/** Rows of `ticket`. Whoever changes one has locked its conversation, so that a conversation's tickets follow each other. */
export type Ticket = {
  id: string;
  queueId: string;
  conversationId: string;
  contactId: string;
  assigneeId: string | null;
  status: TicketStatus;
  protocol: string;
  priority: number;
  skills: string[];
  snoozed: boolean;
  linedUpAt: Date;
  enteredAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  firstResponse: SlaClock | null;
  nextResponse: SlaClock | null;
  resolution: SlaClock | null;
  say: string | null;
};

export const TICKET_COLUMNS = [
  'id',
  'queueId',
  'conversationId',
  'contactId',
  'assigneeId',
  'status',
  'protocol',
  'priority',
  'skills',
  'snoozed',
  'linedUpAt',
  'enteredAt',
  'startedAt',
  'endedAt',
  'firstResponse',
  'nextResponse',
  'resolution',
  'say',
] as const;

type Row = Omit<Ticket, 'status' | 'firstResponse' | 'nextResponse' | 'resolution'> & {
  status: string;
  firstResponse: unknown;
  nextResponse: unknown;
  resolution: unknown;
};

/** What is in the columns was written by this file. */
export const ticketOf = (row: Row): Ticket => ({
  ...row,
  status: row.status as TicketStatus,
  firstResponse: row.firstResponse as SlaClock | null,
  nextResponse: row.nextResponse as SlaClock | null,
  resolution: row.resolution as SlaClock | null,
});

/** The one that is not over; there is one at a time. */
export async function currentTicket(trx: Trx, companyId: string, conversationId: string): Promise<Ticket | undefined> {
  const row = await trx
    .selectFrom('ticket')
    .select(TICKET_COLUMNS)
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return row && ticketOf(row);
}

/** The one that ended last, and how. */
export async function latestTicket(trx: Trx, companyId: string, conversationId: string): Promise<Ticket | undefined> {
  const row = await trx
    .selectFrom('ticket')
    .select(TICKET_COLUMNS)
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .orderBy('enteredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && ticketOf(row);
}

export async function insertTicket(trx: Trx, ticket: Insertable<DB['ticket']>): Promise<Ticket> {
  return ticketOf(await trx.insertInto('ticket').values(ticket).returning(TICKET_COLUMNS).executeTakeFirstOrThrow());
}

/** @throws Refusal `ticket.impossibleMove` */
export async function moveAndUpdate(
  trx: Trx,
  companyId: string,
  ticket: Pick<Ticket, 'id' | 'status'>,
  move: TicketMove,
  values: Updateable<DB['ticket']>,
): Promise<void> {
  await updateTicket(trx, companyId, ticket.id, { ...values, status: moveTicket(ticket.status, move) });
}

export async function updateTicket(
  trx: Trx,
  companyId: string,
  ticketId: string,
  values: Updateable<DB['ticket']>,
): Promise<void> {
  await trx.updateTable('ticket').set(values).where('companyId', '=', companyId).where('id', '=', ticketId).execute();
}

export const storedClock = (clock: SlaClock | null): string | null => clock && JSON.stringify(clock);

export type Promises = Pick<Ticket, 'firstResponse' | 'nextResponse' | 'resolution'>;

/** As the columns hold them, with the moment at which the first of them has to be told of. */
export function storedPromises({ firstResponse, nextResponse, resolution }: Promises, at: Date) {
  const next = nextToTell([firstResponse, nextResponse, resolution], at.getTime());
  return {
    firstResponse: storedClock(firstResponse),
    nextResponse: storedClock(nextResponse),
    resolution: storedClock(resolution),
    slaAt: next === null ? null : new Date(next),
  };
}

export async function savePromises(
  trx: Trx,
  companyId: string,
  ticketId: string,
  promises: Promises,
  at: Date,
): Promise<void> {
  await updateTicket(trx, companyId, ticketId, storedPromises(promises, at));
}

/** What matters of a conversation to a ticket: which it goes on from, and how it came. */
export function conversationOfTicket(trx: Trx, companyId: string, conversationId: string) {
  return trx
    .selectFrom('conversation')
    .select(['previousId', 'channelKind'])
    .where('companyId', '=', companyId)
    .where('id', '=', conversationId)
    .executeTakeFirstOrThrow();
}

/** Since when somebody has had nothing new; their row, where they are new themselves. */
export async function noteIdle(trx: Trx, companyId: string, userId: string, at: Date): Promise<void> {
  await trx
    .insertInto('attendant')
    .values({ companyId, userId, idleSince: at })
    .onConflict((conflict) => conflict.columns(['companyId', 'userId']).doUpdateSet({ idleSince: at }))
    .execute();
}

export async function queuesOfUser(trx: Trx, companyId: string, userId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('queueMember')
    .select('queueId')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .execute();
  return rows.map(({ queueId }) => queueId);
}
