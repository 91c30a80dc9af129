import { toE164 } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { type Identity, isPhoneLike, matchKeyOf, type Person } from './person.ts';
import {
  addIdentities,
  findByIdentities,
  insertContact,
  insertIdentities,
  lockContact,
  lockIdentities,
  nameContact,
} from './store.ts';

/**
 * The contact that a platform's person is (INB-10): by exact id first, then by the same number in another spelling.
 * Unknown people become contacts. Whatever spelling the platform used is remembered, since one answers to that.
 *
 * Deliveries about one person may be handled side by side (over two channels, or with and without the user id), so
 * whoever has to write takes a lock on the person's match keys first and looks again. The contact's row stays locked
 * until the transaction ends: what follows about one contact is in order.
 */
export async function resolveContact(trx: Trx, companyId: string, person: Person): Promise<string> {
  const known = await findContact(trx, companyId, person);
  if (known?.complete) return settle(trx, companyId, known.contactId, person);
  await lockIdentities(trx, companyId, person.identities);
  const found = await findContact(trx, companyId, person);
  if (!found) return createFor(trx, companyId, person);
  if (!found.complete) await addIdentities(trx, companyId, found.contactId, person.identities);
  return settle(trx, companyId, found.contactId, person);
}

/** `complete`: every identity of the person is already the contact's, or somebody else's. */
async function findContact(trx: Trx, companyId: string, person: Person) {
  const rows = await findByIdentities(trx, companyId, person.identities);
  const exact = (identity: Identity) => rows.find((row) => row.kind === identity.kind && row.value === identity.value);
  const likely = (identity: Identity) =>
    rows.find((row) => isPhoneLike(identity) && row.matchKey === matchKeyOf(identity));
  const best =
    person.identities.map(exact).find((row) => row !== undefined) ??
    person.identities.map(likely).find((row) => row !== undefined);
  return best && { contactId: best.contactId, complete: person.identities.every((identity) => exact(identity)) };
}

/** A contact that was merged while this delivery waited for it: its survivor is meant. */
async function settle(trx: Trx, companyId: string, contactId: string, person: Person): Promise<string> {
  const contact = await lockContact(trx, companyId, contactId);
  if (contact.mergedInto) return settle(trx, companyId, contact.mergedInto, person);
  if (contact.name === '' && person.name !== '') await nameContact(trx, companyId, contactId, person.name);
  return contactId;
}

async function createFor(trx: Trx, companyId: string, { name, identities }: Person): Promise<string> {
  const number = identities.find(isPhoneLike);
  const contactId = await insertContact(trx, companyId, { name, phone: (number && toE164(number.value)) ?? '' });
  await insertIdentities(trx, companyId, contactId, identities);
  return contactId;
}
