import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { contactVisibleTo } from '../contacts/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';

/** A place in results that are sorted newest first. Microseconds, as PostgreSQL keeps them. */
export type Place = { micros: string; id: string };
export type Found = { id: string; micros: string };

/**
 * Messages whose text holds a word that begins with each of `words`, newest first (0071_search_further.sql).
 * @param words folded, of letters and digits only; not empty.
 */
export async function findMessages(
  trx: Trx,
  viewer: Actor,
  words: readonly string[],
  place: Place | null,
  most: number,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, (extract(epoch from at) * 1000000)::bigint::text as micros
    from search_messages(${viewer.companyId}, ${viewer.role === 'admin'}, ${viewer.userId}, ${[...viewer.queueIds]}::uuid[],
      ${[...words]}::text[], ${momentOf(place)}, ${place?.id ?? null}::uuid, ${most})`.execute(trx);
  return rows;
}

/** Contacts that hold each of `terms` (folded) anywhere in name, number or e-mail, the latest contact first. */
export async function findContacts(
  trx: Trx,
  viewer: Actor,
  terms: readonly string[],
  place: Place | null,
  most: number,
): Promise<Found[]> {
  const patterns = terms
    .toSorted((a, b) => b.length - a.length)
    .map((term) => `%${term.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  const { rows } = await sql<Found>`
    select id, (extract(epoch from at) * 1000000)::bigint::text as micros
    from search_contacts(${viewer.companyId}, ${viewer.role === 'admin'}, ${viewer.userId}, ${[...viewer.queueIds]}::uuid[],
      ${patterns}, ${momentOf(place)}, ${place?.id ?? null}::uuid, ${most})`.execute(trx);
  return rows;
}

const momentOf = (place: Place | null) =>
  place ? sql`timestamptz 'epoch' + ${place.micros}::bigint * interval '1 microsecond'` : sql`null::timestamptz`;

/** The search has looked by queue and person already; what a role sees less than that is left out here. */
export function messagesByIds(trx: Trx, viewer: Actor, ids: readonly string[]) {
  return trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .innerJoin('contact', (join) =>
      join.onRef('contact.companyId', '=', 'conversation.companyId').onRef('contact.id', '=', 'conversation.contactId'),
    )
    .select(['message.id', 'message.conversationId', 'message.text', 'message.direction', 'message.createdAt'])
    .select(['contact.id as contactId', 'contact.name', 'contact.phone'])
    .where('message.companyId', '=', viewer.companyId)
    .where('message.id', 'in', [...ids])
    .where(visibleTo(viewer))
    .execute();
}

/** With each contact's latest conversation, for those who see it. */
export function contactsByIds(trx: Trx, viewer: Actor, ids: readonly string[]) {
  return trx
    .selectFrom('contact')
    .select(['contact.id', 'contact.name', 'contact.phone', 'contact.email', 'contact.lastContactAt'])
    .select((eb) =>
      eb
        .selectFrom('conversation')
        .select('conversation.id')
        .where('conversation.companyId', '=', viewer.companyId)
        .whereRef('conversation.contactId', '=', 'contact.id')
        .where(visibleTo(viewer))
        .orderBy('conversation.lastActivityAt', 'desc')
        .limit(1)
        .as('conversationId'),
    )
    .where('contact.companyId', '=', viewer.companyId)
    .where('contact.id', 'in', [...ids])
    .where(contactVisibleTo(viewer))
    .execute();
}
