import { type Candidate, skillKey } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import type { QueueRules } from '../tickets/index.ts';

/** A ticket at the head of a queue's line, with the conversation that it is locked by. */
export type Waiting = {
  id: string;
  conversationId: string;
  channelId: string;
  contactId: string;
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
      .select(['t.id', 't.conversationId', 'c.channelId', 't.contactId', 't.protocol'])
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

/**
 * What each ticket asks of whoever takes it: the names of its conversation's and its contact's tags, and what was said when
 * it entered. As they are now: a tag that came while it waited counts.
 */
export async function skillsWanted(
  trx: Trx,
  companyId: string,
  ticketIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ id: string; skills: string[] }>`
    select t.id, ${SKILLS_OF_TICKET} as skills from ticket t
    where t.company_id = ${companyId} and t.id = any(${[...ticketIds]}::uuid[])`.execute(trx);
  return new Map(rows.map(({ id, skills }) => [id, skills.map(skillKey)]));
}

/** Of a ticket that the statement calls `t`. */
export const SKILLS_OF_TICKET = sql<string[]>`t.skills || array(
  select g.name from conversation c
    join contact p on p.company_id = c.company_id and p.id = c.contact_id
    join tag g on g.company_id = c.company_id and g.id = any(c.tags || p.tags)
  where c.company_id = t.company_id and c.id = t.conversation_id)`;

export type Given = { ticket: Waiting; userId: string };

/**
 * Writes who got what, and where each then stands in the round: tickets, conversations, members and attendants in one
 * statement, which itself counts what everybody has. Whoever calls it holds the attendants' locks, so a limit that would
 * be passed is a fault of ours, and nothing of the transaction stays.
 */
export async function saveGiven(
  trx: Trx,
  companyId: string,
  { id: queueId, limit }: Pick<QueueRules, 'id' | 'limit'>,
  given: readonly Given[],
  served: readonly Candidate[],
  at: Date,
): Promise<void> {
  const { rows } = await sql<{ taken: number }>`
    with given as (
      select *, row_number() over (partition by user_id) as nth
      from unnest(${given.map(({ ticket }) => ticket.id)}::uuid[], ${given.map(({ ticket }) => ticket.conversationId)}::uuid[],
        ${given.map(({ userId }) => userId)}::uuid[]) as g (ticket_id, conversation_id, user_id)
    ), served as (
      select * from unnest(${served.map(({ userId }) => userId)}::uuid[], ${served.map(({ turn }) => turn)}::float8[],
        ${served.map(({ idleSince }) => new Date(idleSince))}::timestamptz[]) as s (user_id, turn, idle_since)
    ), taken as (
      update ticket t set status = 'in_service', assignee_id = g.user_id, started_at = coalesce(t.started_at, ${at}),
        say = nullif(t.say, 'place'), say_at = case when t.say = 'place' then null else t.say_at end
      from given g
      where t.company_id = ${companyId} and t.id = g.ticket_id and t.status = 'waiting' and g.nth + (
        select count(*) from ticket h
        where h.company_id = ${companyId} and h.assignee_id = g.user_id and h.status = 'in_service' and not h.snoozed) <= ${limit}
      returning t.id
    ), talks as (
      update conversation c set assignee_id = g.user_id from given g where c.company_id = ${companyId} and c.id = g.conversation_id
    ), rounds as (
      update queue_member m set turn = s.turn from served s
      where m.company_id = ${companyId} and m.queue_id = ${queueId} and m.user_id = s.user_id
    ), idle as (
      update attendant a set idle_since = s.idle_since from served s where a.company_id = ${companyId} and a.user_id = s.user_id
    )
    select count(*)::int as taken from taken
  `.execute(trx);
  const taken = rows[0]?.taken ?? 0;
  if (taken !== given.length) throw new Error(`${given.length} tickets were to be given, and ${taken} could be`);
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
