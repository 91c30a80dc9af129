import type { CustomValues } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { type Identity, matchKeyOf } from './person.ts';

/** A contact as a batch writes it; keys as `jsonb_to_recordset` below names them. Empty and null change nothing. */
export type ImportDraft = {
  id: string;
  name: string;
  phone: string;
  email: string;
  language: string;
  zone: string;
  external_id: string;
  notes: string;
  status: string | null;
  score: number | null;
  temperature: number | null;
  opt_in: { state: 'in' | 'out'; source: string } | null;
  tags: string[];
  segments: string[];
  custom: CustomValues;
  identities: Identity[];
};

/** Who goes by which match key: by an identity, or by the address that a person wrote into the contact. */
export async function matchContacts(
  trx: Trx,
  companyId: string,
  keys: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; contactId: string }>`
    select match_key as key, contact_id as "contactId" from contact_identity
      where company_id = ${companyId} and match_key = any(${[...keys]}::text[])
    union all
    select lower(email), id from contact
      where company_id = ${companyId} and email <> '' and lower(email) = any(${[...keys]}::text[]) and merged_into is null`.execute(
    trx,
  );
  return new Map(rows.reverse().map(({ key, contactId }) => [key, contactId])); // an identity wins over an address
}

/** Ids of tags by their name in small letters; names that no tag has become tags. */
export async function tagsByName(trx: Trx, companyId: string, names: readonly string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  await sql`
    insert into tag (company_id, name, position)
    select ${companyId}, name, (select coalesce(max(position), 0) from tag where company_id = ${companyId}) + row_number() over ()
    from unnest(${[...names]}::text[]) as name
    where lower(name) not in (select lower(tag.name) from tag where company_id = ${companyId})
    on conflict do nothing`.execute(trx);
  const rows = await trx.selectFrom('tag').select(['id', 'name']).where('companyId', '=', companyId).execute();
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
}

const recordset = (drafts: readonly ImportDraft[]) => sql`jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) as row (
  id uuid, name text, phone text, email text, language text, zone text, external_id text, notes text, status text,
  score integer, temperature integer, opt_in jsonb, tags uuid[], segments text[], custom jsonb)`;
const optIn = sql`row.opt_in || jsonb_build_object('at', (extract(epoch from now()) * 1000)::bigint)`;

export async function insertDrafts(trx: Trx, companyId: string, drafts: readonly ImportDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await sql`
    insert into contact (company_id, id, name, phone, email, language, zone, external_id, notes, status, score, temperature, opt_in, tags, segments, custom)
    select ${companyId}, id, name, phone, email, language, zone, external_id, notes, coalesce(status, 'lead'), coalesce(score, 0),
      coalesce(temperature, 0), ${optIn}, tags, segments, custom
    from ${recordset(drafts)}`.execute(trx);
}

/** Rows are locked in the order of their ids, as everybody does who takes several. */
export async function updateDrafts(trx: Trx, companyId: string, drafts: readonly ImportDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', companyId)
    .where(
      'id',
      'in',
      drafts.map(({ id }) => id),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  await sql`
    update contact set
      name = coalesce(nullif(row.name, ''), contact.name), phone = coalesce(nullif(row.phone, ''), contact.phone),
      email = coalesce(nullif(row.email, ''), contact.email), language = coalesce(nullif(row.language, ''), contact.language),
      zone = coalesce(nullif(row.zone, ''), contact.zone), external_id = coalesce(nullif(row.external_id, ''), contact.external_id),
      notes = coalesce(nullif(row.notes, ''), contact.notes), status = coalesce(row.status, contact.status),
      score = coalesce(row.score, contact.score), temperature = coalesce(row.temperature, contact.temperature),
      opt_in = coalesce(${optIn}, contact.opt_in), custom = contact.custom || row.custom,
      tags = array(select distinct tag from unnest(contact.tags || row.tags) as tag order by tag),
      segments = array(select distinct segment from unnest(contact.segments || row.segments) as segment order by segment),
      revision = contact.revision + 1
    from ${recordset(drafts)}
    where contact.company_id = ${companyId} and contact.id = row.id`.execute(trx);
}

/** What somebody goes by already stays theirs. */
export async function insertIdentities(trx: Trx, companyId: string, drafts: readonly ImportDraft[]): Promise<void> {
  const rows = drafts.flatMap(({ id, identities }) =>
    identities.map((identity) => ({ contact_id: id, ...identity, match_key: matchKeyOf(identity) })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into contact_identity (company_id, kind, value, match_key, contact_id, created_at)
    select ${companyId}, kind, value, match_key, contact_id, clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (kind text, value text, match_key text, contact_id uuid)
    on conflict (company_id, kind, value) do nothing`.execute(trx);
}
