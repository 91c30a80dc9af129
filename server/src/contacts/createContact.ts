import { may, Refusal, toE164 } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import type { Identity } from './person.ts';
import { addIdentities, findByIdentities, insertContact, lockIdentities } from './store.ts';

export type CreateContactInput = { name: string; phone?: string; email?: string };

/** @throws Refusal `auth.notPermitted`; `input.invalid` for a number that is none; `record.nameTaken` when it is known */
export async function createContact(trx: Trx, actor: Actor, input: CreateContactInput): Promise<{ contactId: string }> {
  if (!may(actor.role, 'contact.create')) {
    throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.create' });
  }
  const phone = input.phone ? toE164(input.phone) : '';
  if (phone === null)
    throw new Refusal({ code: 'input.invalid', issues: [{ path: 'phone', message: 'is no number' }] });
  const identities: Identity[] = [
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
    ...(input.email ? [{ kind: 'email' as const, value: input.email }] : []),
  ];
  await lockIdentities(trx, actor.companyId, identities);
  const known = identities.length > 0 ? await findByIdentities(trx, actor.companyId, identities) : [];
  const taken = known[0];
  if (taken) throw new Refusal({ code: 'record.nameTaken', record: 'contact', name: taken.value });
  const { name, email = '' } = input;
  const contactId = await insertContact(trx, actor.companyId, { name, phone, email });
  await addIdentities(trx, actor.companyId, contactId, identities);
  return { contactId };
}
