import { createHash } from 'node:crypto';
import type { NoticeRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type TicketNotice = Extract<NoticeRow['notice'], { kind: 'ticketGiven' | 'promise' }>;

/** Tells each user their notice of a ticket, in one statement; one that was settled before is open again. */
export async function tellOfTickets(
  trx: Trx,
  companyId: string,
  told: readonly { userId: string; notice: TicketNotice }[],
): Promise<void> {
  if (told.length === 0) return;
  await trx
    .insertInto('notice')
    .values(
      told.map(({ userId, notice }) => ({
        companyId,
        userId,
        kind: notice.kind,
        ticketId: notice.ticketId,
        notice: JSON.stringify(notice),
        onceKey: onceKeyOf(notice),
      })),
    )
    .onConflict((on) =>
      on.constraint('notice_once').doUpdateSet((eb) => ({
        notice: eb.ref('excluded.notice'),
        createdAt: sql<Date>`now()`,
        readAt: null,
        settledAt: null,
      })),
    )
    .execute();
}

/** One a ticket for being given; one a promise and its deadline, in which a breach replaces the warning. */
const onceKeyOf = (notice: TicketNotice): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        notice.kind === 'promise'
          ? [notice.kind, notice.ticketId, notice.promise, notice.deadlineAt]
          : [notice.kind, notice.ticketId],
      ),
    )
    .digest('base64url');

/** What was told of a ticket and is true no more. `of` names the promises that were kept or are gone; `all` ends everything. */
export async function settleTicketNotices(
  trx: Trx,
  companyId: string,
  ticketId: string,
  of: 'all' | 'answered' | 'given',
): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ settledAt: sql<Date>`now()` })
    .where('companyId', '=', companyId)
    .where('ticketId', '=', ticketId)
    .where('settledAt', 'is', null)
    .$if(of === 'given', (query) => query.where('kind', '=', 'ticketGiven'))
    .$if(of === 'answered', (query) => query.where(sql<boolean>`notice ->> 'promise' is distinct from 'resolution'`))
    .execute();
}

/** Who is told beside the assignee: the queue's supervisors, and where it has none, the company's admins. */
export async function supervisorsOf(trx: Trx, companyId: string, queueId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with supervisors as (
      select m.user_id as id from queue_member m join user_account u on u.company_id = m.company_id and u.id = m.user_id
      where m.company_id = ${companyId} and m.queue_id = ${queueId} and m.supervisor and u.active)
    select id from supervisors
    union all
    select id from user_account
    where company_id = ${companyId} and role = 'admin' and active and not exists (select from supervisors)`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}
