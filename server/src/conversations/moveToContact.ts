import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { ticketsAfterMerge } from '../tickets/index.ts';

/**
 * Every conversation of `from` becomes one of `to`. Where both have a current one on a channel, the one with the older
 * activity is closed; its messages stay in it.
 *
 * @returns what moved, and what was closed for it (which may be one of `to`'s own).
 */
export async function moveConversations(
  trx: Trx,
  companyId: string,
  { from, to }: { from: string; to: string },
): Promise<{ moved: string[]; closed: string[] }> {
  // A mail thread is a conversation of its own: several may be current.
  const closed = await sql<{ id: string }>`
    update conversation older set status = 'closed', closed_at = now(), snoozed_until = null, close_reason = 'merged'
    from conversation newer
    where older.company_id = ${companyId} and newer.company_id = ${companyId} and older.channel_id = newer.channel_id
      and older.status <> 'closed' and newer.status <> 'closed' and older.channel_kind <> 'email'
      and ((older.contact_id = ${from} and newer.contact_id = ${to}) or (older.contact_id = ${to} and newer.contact_id = ${from}))
      and (older.last_activity_at, older.id) < (newer.last_activity_at, newer.id)
    returning older.id`.execute(trx);
  const moved = await trx
    .updateTable('conversation')
    .set({ contactId: to })
    .where('companyId', '=', companyId)
    .where('contactId', '=', from)
    .returning('id')
    .execute();
  const closedIds = closed.rows.map(({ id }) => id);
  await ticketsAfterMerge(trx, companyId, { from, to, closed: closedIds });
  return { moved: moved.map(({ id }) => id), closed: closedIds };
}

/**
 * Takes a move back: those that are still `from`'s go to `to`, and those that were closed for it open again unless
 * something else took their place.
 */
export async function moveConversationsBack(
  trx: Trx,
  companyId: string,
  { from, to, moved, closed }: { from: string; to: string; moved: readonly string[]; closed: readonly string[] },
): Promise<void> {
  await trx
    .updateTable('conversation')
    .set({ contactId: to })
    .where('companyId', '=', companyId)
    .where('contactId', '=', from)
    .where('id', '=', sql<string>`any(${[...moved]}::uuid[])`)
    // One that is current cannot go where another is current already: the person wrote anew meanwhile.
    .where(
      sql<boolean>`(status = 'closed' or channel_kind = 'email' or not exists (select from conversation other
        where other.company_id = conversation.company_id and other.contact_id = ${to}
          and other.channel_id = conversation.channel_id and other.status <> 'closed'))`,
    )
    .execute();
  await sql`
    update conversation set status = 'open', closed_at = null, close_reason = ''
    where company_id = ${companyId} and id = any(${[...closed]}::uuid[]) and status = 'closed' and close_reason = 'merged'
      and not exists (select from conversation other where other.company_id = conversation.company_id
        and other.contact_id = conversation.contact_id and other.channel_id = conversation.channel_id and other.status <> 'closed')`.execute(
    trx,
  );
}
