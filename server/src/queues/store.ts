import { type QueueWish, queueWish } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';

/** A queue as the API shows it, with how many wait and are served now. */
export const queueShape = queueWish.extend({
  id: z.uuid(),
  position: z.int(),
  closedNow: z.boolean(),
  memberIds: z.array(z.uuid()),
  waiting: z.int(),
  inService: z.int(),
});
export type Queue = z.infer<typeof queueShape>;

function queues(trx: Trx, companyId: string) {
  return trx
    .selectFrom('queue as q')
    .selectAll('q')
    .select([
      sql<QueueWish['members']>`coalesce((select jsonb_agg(jsonb_build_object('userId', m.user_id, 'weight', m.weight,
        'skills', m.skills, 'supervisor', m.supervisor) order by m.user_id)
        from queue_member m where m.company_id = q.company_id and m.queue_id = q.id), '[]')`.as('members'),
      sql<number>`(select count(*)::int from ticket t
        where t.company_id = q.company_id and t.queue_id = q.id and t.status = 'waiting' and not t.snoozed)`.as(
        'waiting',
      ),
      sql<number>`(select count(*)::int from ticket t join queue_member m on m.company_id = t.company_id and m.user_id = t.assignee_id
        where t.company_id = q.company_id and t.queue_id = q.id and m.queue_id = q.id and t.status = 'in_service' and not t.snoozed)`.as(
        'inService',
      ),
    ])
    .where('q.companyId', '=', companyId)
    .where('q.removedAt', 'is', null);
}
type Row = Awaited<ReturnType<ReturnType<typeof queues>['execute']>>[number];

const shown = (row: Row): Queue => queueShape.parse({ ...row, memberIds: row.members.map(({ userId }) => userId) });

export async function queuesAfter(trx: Trx, companyId: string, after: string | null, limit: number): Promise<Queue[]> {
  const query = queues(trx, companyId).orderBy('q.id').limit(limit);
  const rows = await (after ? query.where('q.id', '>', after) : query).execute();
  return rows.map(shown);
}

export async function queueById(trx: Trx, companyId: string, id: string): Promise<Queue | null> {
  const row = await queues(trx, companyId).where('q.id', '=', id).executeTakeFirst();
  return row ? shown(row) : null;
}

/** Locked: two admins change it one after the other. */
export async function lockQueue(trx: Trx, companyId: string, id: string) {
  return trx
    .selectFrom('queue')
    .select(['id', 'isDefault', 'removedAt'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

type Columns = Omit<QueueWish, 'members'>;
const stored = ({ hours, exceptions, ...rest }: Columns) => ({
  ...rest,
  hours: hours && JSON.stringify(hours),
  exceptions: JSON.stringify(exceptions),
});

export async function saveQueueRow(trx: Trx, companyId: string, id: string, wish: Columns): Promise<void> {
  if (wish.isDefault) {
    await trx
      .updateTable('queue')
      .set({ isDefault: false })
      .where('companyId', '=', companyId)
      .where('isDefault', '=', true)
      .where('id', '<>', id)
      .execute();
  }
  const position = sql<number>`(select coalesce(max(position) + 1, 0) from queue where company_id = ${companyId})`;
  await trx
    .insertInto('queue')
    .values({ companyId, id, position, ...stored(wish) })
    .onConflict((conflict) => conflict.constraint('queue_key').doUpdateSet(stored(wish)))
    .execute();
}

/** Who stays keeps their place in the round. */
export async function saveMembers(
  trx: Trx,
  companyId: string,
  queueId: string,
  members: QueueWish['members'],
): Promise<void> {
  const ids = members.map(({ userId }) => userId);
  await trx
    .deleteFrom('queueMember')
    .where('companyId', '=', companyId)
    .where('queueId', '=', queueId)
    .$if(ids.length > 0, (query) => query.where('userId', 'not in', ids))
    .execute();
  if (members.length === 0) return;
  await trx
    .insertInto('queueMember')
    .values(members.map((member) => ({ companyId, queueId, ...member, turn: roundOf(companyId, queueId) })))
    .onConflict((conflict) =>
      conflict.constraint('queue_member_key').doUpdateSet((eb) => ({
        weight: eb.ref('excluded.weight'),
        skills: eb.ref('excluded.skills'),
        supervisor: eb.ref('excluded.supervisor'),
      })),
    )
    .execute();
}

/** Where the round stands: who joins is next, and does not catch up on what was before. */
const roundOf = (companyId: string, queueId: string) =>
  sql<number>`(select coalesce(min(turn), 0) from queue_member where company_id = ${companyId} and queue_id = ${queueId})`;

/** Those of `userIds` who work in the company. */
export async function activeUsers(trx: Trx, companyId: string, userIds: readonly string[]): Promise<string[]> {
  if (userIds.length === 0) return [];
  const rows = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', 'in', userIds)
    .where('active', '=', true)
    .execute();
  return rows.map(({ id }) => id);
}

export async function openTickets(trx: Trx, companyId: string, queueId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('conversation')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('companyId', '=', companyId)
    .where('queueId', '=', queueId)
    .where('status', '<>', 'closed')
    .executeTakeFirstOrThrow();
  return count;
}

export async function removeQueueRow(trx: Trx, companyId: string, id: string): Promise<void> {
  await trx.deleteFrom('queueMember').where('companyId', '=', companyId).where('queueId', '=', id).execute();
  await trx
    .updateTable('channel')
    .set({ queueId: null })
    .where('companyId', '=', companyId)
    .where('queueId', '=', id)
    .execute();
  await trx
    .updateTable('queue')
    .set({ removedAt: sql<Date>`now()`, active: false })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}
