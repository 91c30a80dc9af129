import type { Trx } from '../db/index.ts';
import type { Identity } from './person.ts';
import { resolveContact } from './resolveContact.ts';

/**
 * An entry of the owner's address book (coexistence): names whoever has no name yet. A removal there says nothing of
 * the contact here.
 */
export async function noteAddress(trx: Trx, companyId: string, identity: Identity, name: string | null): Promise<void> {
  if (name === null || name === '') return;
  await resolveContact(trx, companyId, { identities: [identity], name: name.slice(0, 200) });
}
