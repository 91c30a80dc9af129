import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type Queue = {
  id: string;
  name: string;
  description: string;
  isDefault: boolean;
  position: number;
  memberIds: string[];
};

function queues(trx: Trx, companyId: string) {
  return trx
    .selectFrom('queue as q')
    .select(['q.id', 'q.name', 'q.description', 'q.isDefault', 'q.position'])
    .select((eb) =>
      eb
        .selectFrom('queueMember as m')
        .select(sql<string[]>`coalesce(array_agg(m.user_id::text order by m.user_id), '{}')`.as('ids'))
        .whereRef('m.companyId', '=', 'q.companyId')
        .whereRef('m.queueId', '=', 'q.id')
        .as('memberIds'),
    )
    .where('q.companyId', '=', companyId);
}

export async function queuesAfter(trx: Trx, companyId: string, after: string | null, limit: number): Promise<Queue[]> {
  const query = queues(trx, companyId).orderBy('q.id').limit(limit);
  const rows = await (after ? query.where('q.id', '>', after) : query).execute();
  return rows.map((row) => ({ ...row, memberIds: row.memberIds ?? [] }));
}

export async function queueById(trx: Trx, companyId: string, id: string): Promise<Queue | null> {
  const row = await queues(trx, companyId).where('q.id', '=', id).executeTakeFirst();
  return row ? { ...row, memberIds: row.memberIds ?? [] } : null;
}
