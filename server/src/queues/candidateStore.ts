import { AVAILABILITIES, type Candidate, skillKey } from '@balcao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../db/index.ts';
import type { QueueRules } from '../tickets/index.ts';

const availability = z.enum(AVAILABILITIES);

/**
 * Locks who could get a ticket of the queue, in one order everywhere, so that two servers never count the same free
 * places. What is read afterwards, in a statement of its own, is what the one before has left.
 */
export async function lockOnline(trx: Trx, companyId: string, queueId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('attendant as a')
    .innerJoin('queueMember as m', (join) =>
      join.onRef('m.companyId', '=', 'a.companyId').onRef('m.userId', '=', 'a.userId'),
    )
    .innerJoin('userAccount as u', (join) =>
      join.onRef('u.companyId', '=', 'a.companyId').onRef('u.id', '=', 'a.userId'),
    )
    .select('a.userId')
    .where('m.companyId', '=', companyId)
    .where('m.queueId', '=', queueId)
    .where('u.active', '=', true)
    .where('u.availability', '=', 'online')
    .orderBy('a.userId')
    .forNoKeyUpdate('a')
    .execute();
  return rows.map(({ userId }) => userId);
}

export async function lockAttendant(trx: Trx, companyId: string, userId: string): Promise<void> {
  await trx
    .selectFrom('attendant')
    .select('userId')
    .where('companyId', '=', companyId)
    .where('userId', '=', userId)
    .forNoKeyUpdate()
    .execute();
}

export async function readCandidates(
  trx: Trx,
  companyId: string,
  { id: queueId, limit }: QueueRules,
  userIds: readonly string[],
): Promise<Candidate[]> {
  const rows = await trx
    .selectFrom('queueMember as m')
    .innerJoin('attendant as a', (join) =>
      join.onRef('a.companyId', '=', 'm.companyId').onRef('a.userId', '=', 'm.userId'),
    )
    .innerJoin('userAccount as u', (join) =>
      join.onRef('u.companyId', '=', 'm.companyId').onRef('u.id', '=', 'm.userId'),
    )
    .select(['m.userId', 'm.weight', 'm.skills', 'm.turn', 'a.idleSince', 'u.availability'])
    .select((eb) =>
      eb
        .selectFrom('ticket as t')
        .select(sql<number>`count(*)::int`.as('active'))
        .whereRef('t.companyId', '=', 'm.companyId')
        .whereRef('t.assigneeId', '=', 'm.userId')
        .where('t.status', '=', sql.lit('in_service'))
        .where(sql<boolean>`not t.snoozed`)
        .as('active'),
    )
    .where('m.companyId', '=', companyId)
    .where('m.queueId', '=', queueId)
    .where('m.userId', 'in', userIds)
    .execute();
  return rows.map(({ idleSince, active, skills, ...row }) => ({
    ...row,
    skills: skills.map(skillKey),
    availability: availability.parse(row.availability),
    active: active ?? 0,
    limit,
    idleSince: idleSince.getTime(),
  }));
}

/**
 * Puts somebody who came online, or joined, where the round of each of their queues is (turnOnReturn, in SQL): among
 * those online, who is next.
 */
export async function rejoinRounds(trx: Trx, companyId: string, userId: string): Promise<void> {
  await sql`
    update queue_member m set turn = greatest(m.turn, (
      select min(o.turn) from queue_member o join user_account u on u.company_id = o.company_id and u.id = o.user_id
      where o.company_id = m.company_id and o.queue_id = m.queue_id and o.user_id <> m.user_id and u.availability = 'online'))
    where m.company_id = ${companyId} and m.user_id = ${userId}
  `.execute(trx);
}
