import { slaClock, TICKET_STATUSES } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

/** A ticket as outsiders see it. Promises as the domain has them (slaClock.ts): deadlines in epoch ms. */
export const ticketFace = z.object({
  id: z.uuid(),
  protocol: z.string(),
  status: z.enum(TICKET_STATUSES),
  queueId: z.uuid(),
  conversationId: z.uuid(),
  contactId: z.uuid(),
  channelId: z.uuid(),
  assigneeId: z.uuid().nullable(),
  priority: z.int(),
  /** In its queue's line, 1 being next; `null` where it waits in none. */
  position: z.int().nullable(),
  enteredAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  /** Until somebody took it; of one that waits, until now. */
  waitingSeconds: z.int(),
  handlingSeconds: z.int().nullable(),
  firstResponse: slaClock.nullable(),
  nextResponse: slaClock.nullable(),
  resolution: slaClock.nullable(),
  closingReason: z.string(),
  rating: z.int().nullable(),
  ratingComment: z.string(),
  previousId: z.uuid().nullable(),
});
export type TicketFace = z.output<typeof ticketFace>;

const selected = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('ticket as t')
    .select(['t.id', 't.protocol', 't.status', 't.queueId', 't.conversationId', 't.contactId', 't.channelId'])
    .select(['t.assigneeId', 't.priority', 't.enteredAt', 't.startedAt', 't.endedAt', 't.closingReason', 't.rating'])
    .select(['t.ratingComment', 't.previousId', 't.firstResponse', 't.nextResponse', 't.resolution'])
    .where('t.companyId', '=', companyId);
type Row = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number];

const seconds = (from: Date, to: Date) => Math.max(0, Math.round((to.getTime() - from.getTime()) / 1_000));

function faceOf(row: Row, position: number | null, now: Date): TicketFace {
  const { enteredAt, startedAt, endedAt } = row;
  return ticketFace.parse({
    ...row,
    position,
    enteredAt: enteredAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    waitingSeconds: seconds(enteredAt, startedAt ?? endedAt ?? now),
    handlingSeconds: startedAt && endedAt ? seconds(startedAt, endedAt) : null,
  });
}

export async function ticketById(trx: Trx, companyId: string, id: string, now: Date): Promise<TicketFace | null> {
  const row = await selected(trx, companyId).where('t.id', '=', id).executeTakeFirst();
  if (!row) return null;
  const places = await sql<{ place: number }>`
    select count(*)::int + 1 as place from ticket o, ticket t
    where t.company_id = ${companyId} and t.id = ${id} and o.company_id = ${companyId} and o.queue_id = t.queue_id
      and o.status = 'waiting' and not o.snoozed and o.id <> t.id
      and (-o.priority, o.lined_up_at, o.id) < (-t.priority, t.lined_up_at, t.id)`.execute(trx);
  return faceOf(row, row.status === 'waiting' ? (places.rows[0]?.place ?? 1) : null, now);
}

/** A queue's tickets, those that came last first. `after`: the last one of the page before. */
export async function ticketsOfQueue(
  trx: Trx,
  companyId: string,
  {
    queueId,
    status,
    after,
    limit,
  }: { queueId: string; status?: string | undefined; after: string | null; limit: number },
  now: Date,
): Promise<TicketFace[]> {
  const rows = await selected(trx, companyId)
    .where('t.queueId', '=', queueId)
    .$if(status !== undefined, (query) => query.where('t.status', '=', status ?? ''))
    .$if(after !== null, (query) =>
      query.where(
        sql<boolean>`(t.entered_at, t.id) < (select entered_at, id from ticket where company_id = ${companyId} and id = ${after})`,
      ),
    )
    .orderBy('t.enteredAt', 'desc')
    .orderBy('t.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => faceOf(row, null, now));
}
