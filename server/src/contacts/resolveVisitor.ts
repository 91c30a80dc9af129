import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';
import { resolveContact } from './resolveContact.ts';

export type Visitor = { name: string; phone: string; email: string; language: string; zone: string };

/**
 * Whoever has the number that somebody typed on a page. Nobody proved anything there: only a contact that is made by it
 * takes over the rest of what was typed, and no e-mail becomes a way to be recognised.
 *
 * @param visitor.phone E.164
 */
export async function resolveVisitor(
  trx: Trx,
  companyId: string,
  { name, phone, email, language, zone }: Visitor,
): Promise<{ id: string; email: string }> {
  const id = await resolveContact(trx, companyId, { name, identities: [{ kind: 'phone', value: phone }] });
  const made = await trx
    .updateTable('contact')
    .set({ email, language, zone })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    // Made in this transaction, whose time is now().
    .where('createdAt', '=', sql<Date>`now()`)
    .returning('email')
    .executeTakeFirst();
  if (made) return { id, email: made.email };
  const known = await trx
    .selectFrom('contact')
    .select('email')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, email: known.email };
}
