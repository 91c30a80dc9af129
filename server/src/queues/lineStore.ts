import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** A ticket at the head of a queue's line, with the conversation that it is locked by. */
export type Waiting = {
  id: string;
  conversationId: string;
  channelId: string;
  contactId: string;
  skills: string[];
  protocol: string;
};

/** The next ones in line, most urgent first. Those whose conversation somebody is changing are left to the next look. */
export async function lockNext(trx: Trx, companyId: string, queueId: string, most: number): Promise<Waiting[]> {
  return (
    trx
      .selectFrom('ticket as t')
      .innerJoin('conversation as c', (join) =>
        join.onRef('c.companyId', '=', 't.companyId').onRef('c.id', '=', 't.conversationId'),
      )
      .select(['t.id', 't.conversationId', 'c.channelId', 't.contactId', 't.skills', 't.protocol'])
      .where('t.companyId', '=', companyId)
      .where('t.queueId', '=', queueId)
      // Spelled as in ticket_line, a partial index.
      .where('t.status', '=', sql.lit('waiting'))
      .where(sql<boolean>`not t.snoozed`)
      .orderBy('t.priority', 'desc')
      .orderBy('t.linedUpAt')
      .orderBy('t.id')
      .limit(most)
      .forNoKeyUpdate(['c', 't'])
      .skipLocked()
      .execute()
  );
}

export type Given = { ticket: Waiting; userId: string };

/** Writes who got what: tickets, conversations. */
export async function saveGiven(trx: Trx, companyId: string, given: readonly Given[], at: Date): Promise<void> {
  const users = sql`${given.map(({ userId }) => userId)}::uuid[]`;
  await sql`
    update ticket t set status = 'in_service', assignee_id = s.user_id, started_at = coalesce(t.started_at, ${at}),
      say = nullif(t.say, 'place'), say_at = case when t.say = 'place' then null else t.say_at end
    from unnest(${given.map(({ ticket }) => ticket.id)}::uuid[], ${users}) as s (ticket_id, user_id)
    where t.company_id = ${companyId} and t.id = s.ticket_id
  `.execute(trx);
  await sql`
    update conversation c set assignee_id = s.user_id
    from unnest(${given.map(({ ticket }) => ticket.conversationId)}::uuid[], ${users}) as s (conversation_id, user_id)
    where c.company_id = ${companyId} and c.id = s.conversation_id
  `.execute(trx);
}

/** Who served each of these contacts last. */
export async function lastAttendants(
  trx: Trx,
  companyId: string,
  contactIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ contactId: string; userId: string }>`
    select contact_id, user_id from unnest(${contactIds}::uuid[]) as contact (contact_id), lateral (
      select assignee_id as user_id from ticket t
      where t.company_id = ${companyId} and t.contact_id = contact.contact_id and t.ended_at is not null and t.assignee_id is not null
      order by t.ended_at desc limit 1) latest
  `.execute(trx);
  return new Map(rows.map(({ contactId, userId }) => [contactId, userId]));
}
