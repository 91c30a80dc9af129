import { toE164 } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { type Identity, isPhoneLike } from './person.ts';
import {
  addIdentities,
  findByIdentities,
  lockContact,
  lockIdentities,
  removeIdentities,
  removeIdentitiesOfKind,
  setPhone,
} from './store.ts';

/**
 * Somebody goes by another number or user id. The former one is taken away, since a telephone company may give it to
 * somebody else; where the present one already belongs to another contact, it stays there (merging is a person's choice).
 *
 * @returns the contact, or `null` when nobody went by the former ids.
 */
export async function changeIdentity(
  trx: Trx,
  companyId: string,
  former: readonly Identity[],
  present: readonly Identity[],
): Promise<string | null> {
  await lockIdentities(trx, companyId, [...former, ...present]);
  const rows = await findByIdentities(trx, companyId, former);
  const found = former
    .map((identity) => rows.find((row) => row.kind === identity.kind && row.value === identity.value))
    .find((row) => row !== undefined);
  if (!found) return null;
  const { contactId } = found;
  await lockContact(trx, companyId, contactId);
  await removeIdentities(trx, companyId, contactId, former);
  const number = present.find(isPhoneLike);
  // A user id changes only with the number (Meta, 2026-08-11): a number that is not told is no longer theirs.
  if (!number) await removeIdentitiesOfKind(trx, companyId, contactId, 'whatsapp');
  await addIdentities(trx, companyId, contactId, present);
  const phone = number && toE164(number.value);
  if (phone) await setPhone(trx, companyId, contactId, phone);
  return contactId;
}
