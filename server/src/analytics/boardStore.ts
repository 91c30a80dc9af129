import { FIGURES, figuresShape } from '@balcao/domain';
import type { Board } from '@balcao/replica';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { columnName } from './foldSums.ts';

/** What happens now in a company's queues, and today's sums (QUE-12): a few statements, whoever looks. */
export async function readBoard(trx: Trx, companyId: string, at: Date): Promise<Board> {
  const { rows: now } = await sql<{
    queueId: string;
    channelId: string;
    waiting: number;
    inService: number;
    longestSince: Date | null;
  }>`
    select queue_id, channel_id, count(*) filter (where status = 'waiting')::int as waiting,
      count(*) filter (where status = 'in_service')::int as in_service,
      min(entered_at) filter (where status = 'waiting') as longest_since
    from ticket where company_id = ${companyId} and ended_at is null and not snoozed group by 1, 2`.execute(trx);
  const { rows: today } = await sql<
    { day: string; queueId: string; channelId: string; hour: number } & Record<string, unknown>
  >`
    select f.day::text as day, f.queue_id, f.channel_id, f.hour,
      ${sql.join(FIGURES.map((name) => sql`sum(f.${sql.raw(columnName(name))})::float8 as ${sql.id(name)}`))}
    from ticket_figures f, company c
    where c.id = ${companyId} and f.company_id = ${companyId} and f.day = (${at} at time zone c.zone)::date
    group by 1, 2, 3, 4 order by 2, 3, 4`.execute(trx);
  const { rows: people } = await sql<Board['people'][number]>`
    select m.user_id, array_agg(m.queue_id order by m.queue_id) as queue_ids, max(q.simultaneous_limit)::int as places,
      (select count(*)::int from ticket t where t.company_id = m.company_id and t.assignee_id = m.user_id
        and t.status = 'in_service' and not t.snoozed) as active
    from queue_member m join queue q on q.company_id = m.company_id and q.id = m.queue_id and q.removed_at is null
    join user_account u on u.company_id = m.company_id and u.id = m.user_id and u.active
    where m.company_id = ${companyId} group by m.company_id, m.user_id order by m.user_id`.execute(trx);
  const { rows: queues } = await sql<{ queueId: string; closedNow: boolean; online: number }>`
    select q.id as queue_id, q.closed_now, (
      select count(*)::int from queue_member m join user_account u on u.company_id = m.company_id and u.id = m.user_id
      where m.company_id = q.company_id and m.queue_id = q.id and u.active and u.availability = 'online') as online
    from queue q where q.company_id = ${companyId} and q.removed_at is null order by q.position, q.id`.execute(trx);
  return {
    at: at.getTime(),
    queues,
    now: now.map(({ longestSince, ...row }) => ({ ...row, longestSince: longestSince?.getTime() ?? null })),
    today: today.map(({ queueId, channelId, hour, day: _day, ...figures }) => ({
      queueId,
      channelId,
      hour,
      figures: figuresShape.parse(figures),
    })),
    people,
  };
}

/** What of it is one's to see: everything, or one's own queues. */
export function boardFor(board: Board, queueIds: readonly string[] | null): Board {
  if (queueIds === null) return board;
  const own = new Set(queueIds);
  return {
    at: board.at,
    queues: board.queues.filter(({ queueId }) => own.has(queueId)),
    now: board.now.filter(({ queueId }) => own.has(queueId)),
    today: board.today.filter(({ queueId }) => own.has(queueId)),
    people: board.people.filter(({ queueIds: theirs }) => theirs.some((id) => own.has(id))),
  };
}
