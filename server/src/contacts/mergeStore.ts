import type { MergeableFields } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import type { Identity } from './person.ts';

export type Merge = {
  survivorId: string;
  mergedId: string;
  before: MergeableFields;
  after: MergeableFields;
  identities: Identity[];
  conversations: { moved: string[]; closed: string[] };
  appointments: string[];
};

export async function moveIdentities(
  trx: Trx,
  companyId: string,
  { from, to }: { from: string; to: string },
): Promise<Identity[]> {
  const rows = await trx
    .updateTable('contactIdentity')
    .set({ contactId: to })
    .where('companyId', '=', companyId)
    .where('contactId', '=', from)
    .returning(['kind', 'value'])
    .execute();
  return rows.map(({ kind, value }) => ({ kind: kind as Identity['kind'], value })); // the table's check holds it
}

/** Those that are still `from`'s. */
export async function giveIdentitiesBack(
  trx: Trx,
  companyId: string,
  { from, to, identities }: { from: string; to: string; identities: readonly Identity[] },
): Promise<void> {
  await sql`
    update contact_identity its set contact_id = ${to}
    from jsonb_to_recordset(${JSON.stringify(identities)}::jsonb) as back (kind text, value text)
    where its.company_id = ${companyId} and its.contact_id = ${from} and its.kind = back.kind and its.value = back.value`.execute(
    trx,
  );
}

/** `last_contact_at` is a fact of the conversations, so it only grows. */
export async function saveFields(
  trx: Trx,
  companyId: string,
  contactId: string,
  fields: MergeableFields,
): Promise<void> {
  const { ownerId, custom, optIn, ...plain } = fields;
  await trx
    .updateTable('contact')
    .set({
      ...plain,
      ownerId: ownerId === '' ? null : ownerId,
      custom: JSON.stringify(custom),
      optIn: optIn && JSON.stringify(optIn),
      lastContactAt: sql<Date | null>`(select max(last_inbound_at) from conversation
        where conversation.company_id = contact.company_id and conversation.contact_id = contact.id)`,
      revision: sql`revision + 1`,
    })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .execute();
}

export async function markMerged(trx: Trx, companyId: string, contactId: string, into: string | null): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ mergedInto: into, revision: sql`revision + 1` })
    .where('companyId', '=', companyId)
    .where('id', '=', contactId)
    .execute();
}

export async function saveMerge(trx: Trx, actor: Actor, merge: Merge): Promise<string> {
  const row = await trx
    .insertInto('contactMerge')
    .values({
      companyId: actor.companyId,
      userId: actor.userId,
      survivorId: merge.survivorId,
      mergedId: merge.mergedId,
      survivorBefore: JSON.stringify(merge.before),
      survivorAfter: JSON.stringify(merge.after),
      identities: JSON.stringify(merge.identities),
      conversations: JSON.stringify(merge.conversations),
      appointments: merge.appointments,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Locked until the transaction ends: two who undo at once do it once. */
export async function findMerge(trx: Trx, companyId: string, mergeId: string) {
  const row = await trx
    .selectFrom('contactMerge')
    .selectAll()
    .where('companyId', '=', companyId)
    .where('id', '=', mergeId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  // Written by saveMerge, in these shapes.
  const stored = {
    before: row.survivorBefore as Merge['before'],
    after: row.survivorAfter as Merge['after'],
    identities: row.identities as Merge['identities'],
    conversations: row.conversations as Merge['conversations'],
  };
  const { survivorId, mergedId, mergedAt, undoneAt, appointments } = row;
  return { survivorId, mergedId, mergedAt, undoneAt, appointments, ...stored };
}

export async function markUndone(trx: Trx, actor: Actor, mergeId: string): Promise<void> {
  await trx
    .updateTable('contactMerge')
    .set({ undoneAt: sql<Date>`now()`, undoneBy: actor.userId })
    .where('companyId', '=', actor.companyId)
    .where('id', '=', mergeId)
    .execute();
}

/** The newest first: who made which of whom, and whether it was undone. */
export async function recentMerges(trx: Trx, companyId: string, limit: number) {
  const { rows } = await sql<{
    id: string;
    survivorId: string;
    survivorName: string;
    mergedName: string;
    userId: string;
    mergedAt: Date;
    undoneAt: Date | null;
  }>`
    select m.id, m.survivor_id, coalesce(nullif(s.name, ''), s.phone) as survivor_name,
      coalesce(nullif(o.name, ''), o.phone) as merged_name, m.user_id, m.merged_at, m.undone_at
    from contact_merge m
      join contact s on s.company_id = m.company_id and s.id = m.survivor_id
      join contact o on o.company_id = m.company_id and o.id = m.merged_id
    where m.company_id = ${companyId} order by m.merged_at desc limit ${limit}`.execute(trx);
  return rows;
}

export type Likeness = { aId: string; bId: string; reason: 'phone' | 'email' | 'name'; likeness: number };

/** All that the function finds come nowhere near it; of these the likest are shown. */
const MOST_CANDIDATES = 5_000;

/** The likest first. */
export async function suggestedPairs(trx: Trx, companyId: string, most: number): Promise<Likeness[]> {
  const { rows } = await sql<Likeness>`
    select a_id, b_id, reason, likeness from suggest_duplicates(${companyId}, ${MOST_CANDIDATES})
    order by likeness desc, a_id desc limit ${most}`.execute(trx);
  return rows;
}

export async function duplicatesOf(
  trx: Trx,
  companyId: string,
  contactId: string,
): Promise<{ id: string; reason: Likeness['reason']; likeness: number }[]> {
  const { rows } = await sql<{ id: string; reason: Likeness['reason']; likeness: number }>`
    select id, reason, likeness from duplicates_of(${companyId}, ${contactId}) order by likeness desc limit 10`.execute(
    trx,
  );
  return rows;
}

export async function saveApart(trx: Trx, actor: Actor, one: string, other: string): Promise<void> {
  const [aId, bId] = one < other ? [one, other] : [other, one];
  await trx
    .insertInto('contactApart')
    .values({ companyId: actor.companyId, aId, bId, userId: actor.userId })
    .onConflict((on) => on.doNothing())
    .execute();
}
