import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** The contact who is meant: the only one whom one of the addresses names. */
export async function contactOf(
  trx: Trx,
  companyId: string,
  people: readonly { address: string }[],
): Promise<string | null> {
  const addresses = people.map(({ address }) => address);
  if (addresses.length === 0) return null;
  const { rows } = await sql<{ contactId: string }>`
    select contact_id as "contactId" from contact_identity
      where company_id = ${companyId} and kind = 'email' and match_key = any(${addresses}::text[])
    union
    select id from contact
      where company_id = ${companyId} and email <> '' and lower(email) = any(${addresses}::text[]) and merged_into is null`.execute(
    trx,
  );
  const [only, ...others] = rows;
  return only && others.length === 0 ? only.contactId : null;
}
