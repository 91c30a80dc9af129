import type { SlaClock, TicketStatus } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../../db/index.ts';
import { SKILLS_OF_TICKET } from '../lineStore.ts';

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

/** A queue's tickets since `from`, the latest `most` of them, in the order of their coming; what they asked for only if wanted. */
export async function ticketsSince(
  trx: Trx,
  companyId: string,
  { queueId, from, most, withSkills }: { queueId: string; from: Date; most: number; withSkills: boolean },
): Promise<PastRow[]> {
  const rows = await trx
    .selectFrom('ticket as t')
    .select(['t.enteredAt', 't.contactId', 't.priority', 't.assigneeId', 't.startedAt', 't.endedAt', 't.status'])
    .select(['t.firstResponse', (withSkills ? SKILLS_OF_TICKET : sql<string[]>`'{}'::text[]`).as('skills')])
    .where('t.companyId', '=', companyId)
    .where('t.queueId', '=', queueId)
    .where('t.enteredAt', '>', from)
    .orderBy('t.enteredAt', 'desc')
    .orderBy('t.id')
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
