import type { SlaClock, TicketStatus } from '@balcao/domain';
import type { Trx } from '../../db/index.ts';

export type PastRow = {
  enteredAt: Date;
  contactId: string;
  priority: number;
  skills: string[];
  assigneeId: string | null;
  startedAt: Date | null;
  endedAt: Date | null;
  status: TicketStatus;
  firstResponse: SlaClock | null;
};

/** A queue's tickets since `from`, the latest `most` of them, in the order of their coming. */
export async function ticketsSince(
  trx: Trx,
  companyId: string,
  { queueId, from, most }: { queueId: string; from: Date; most: number },
): Promise<PastRow[]> {
  const rows = await trx
    .selectFrom('ticket')
    .select(['enteredAt', 'contactId', 'priority', 'skills', 'assigneeId', 'startedAt', 'endedAt', 'status'])
    .select('firstResponse')
    .where('companyId', '=', companyId)
    .where('queueId', '=', queueId)
    .where('enteredAt', '>', from)
    .orderBy('enteredAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  // What is in the columns was written by tickets/store.ts.
  return rows
    .map((row) => ({
      ...row,
      status: row.status as TicketStatus,
      firstResponse: row.firstResponse as SlaClock | null,
    }))
    .reverse();
}

export type HeldRow = {
  userId: string;
  queueId: string;
  startedAt: Date;
  endedAt: Date | null;
  firstResponse: SlaClock | null;
};

/** Who had which ticket of any queue in hand since `from`. */
export async function heldSince(
  trx: Trx,
  companyId: string,
  { userIds, from, most }: { userIds: readonly string[]; from: Date; most: number },
): Promise<HeldRow[]> {
  const rows = await trx
    .selectFrom('queue as q')
    // By queue, so that ticket_started finds them.
    .innerJoin('ticket as t', (join) => join.onRef('t.companyId', '=', 'q.companyId').onRef('t.queueId', '=', 'q.id'))
    .select(['t.assigneeId', 't.queueId', 't.startedAt', 't.endedAt', 't.firstResponse'])
    .where('q.companyId', '=', companyId)
    .where('t.startedAt', '>', from)
    .where('t.assigneeId', 'in', userIds)
    .limit(most)
    .execute();
  return rows.flatMap(({ assigneeId, startedAt, firstResponse, ...row }) =>
    assigneeId && startedAt
      ? [{ ...row, userId: assigneeId, startedAt, firstResponse: firstResponse as SlaClock | null }]
      : [],
  );
}
