import { may, Refusal } from '@balcao/domain';
import type { ContactRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { contactVisibleTo } from './scope.ts';

/** What a person may change of a contact; the number and the identities are the platforms' to say. */
export const EDITABLE = ['name', 'email', 'language', 'zone', 'status', 'tags', 'notes'] as const;
export type ContactChange = Partial<Pick<ContactRow, (typeof EDITABLE)[number]>>;

/** @throws Refusal `auth.notPermitted`, `record.notFound` */
export async function editContact(
  trx: Trx,
  actor: Actor,
  { contactId, change }: { contactId: string; change: ContactChange },
): Promise<void> {
  if (!may(actor.role, 'contact.edit')) throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.edit' });
  const set = cleaned(change);
  if (Object.keys(set).length === 0) return;
  const edited = await trx
    .updateTable('contact')
    .set({ ...set, revision: sql`revision + 1` })
    .where('companyId', '=', actor.companyId)
    .where('id', '=', contactId)
    .where(contactVisibleTo(actor))
    .returning('id')
    .executeTakeFirst();
  if (!edited) throw new Refusal({ code: 'record.notFound', record: 'contact', id: contactId });
}

/** Only what may be changed, in text that PostgreSQL can hold. */
function cleaned(change: ContactChange): ContactChange {
  const given = EDITABLE.filter((field) => change[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, storable(change[field])]));
}

const storable = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed().trim() : value;
