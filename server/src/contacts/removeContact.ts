import { may, Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { hasAppointments } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import { selectContacts } from './rows.ts';
import { contactVisibleTo } from './scope.ts';

/**
 * Takes away a contact with whom nothing was ever spoken: a slip of the hand, a bad row of an import. Whoever has a past
 * here stays; erasing a person with all of that is another thing (PLAT-08).
 * @throws Refusal `auth.notPermitted`, `record.notFound`, `record.inUse`
 */
export async function removeContact(trx: Trx, actor: Actor, contactId: string): Promise<void> {
  if (!may(actor.role, 'contact.remove'))
    throw new Refusal({ code: 'auth.notPermitted', permission: 'contact.remove' });
  const found = await selectContacts(trx, actor.companyId)
    .where('contact.id', '=', contactId)
    .where(contactVisibleTo(actor))
    .forUpdate('contact')
    .executeTakeFirst();
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'contact', id: contactId });
  if (await hasPast(trx, actor.companyId, contactId)) {
    throw new Refusal({ code: 'record.inUse', record: 'contact', id: contactId });
  }
  await trx.deleteFrom('contact').where('companyId', '=', actor.companyId).where('id', '=', contactId).execute();
}

async function hasPast(trx: Trx, companyId: string, contactId: string): Promise<boolean> {
  const spoken = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .limit(1)
    .executeTakeFirst();
  if (spoken) return true;
  const merged = await trx
    .selectFrom('contactMerge')
    .select('id')
    .where('companyId', '=', companyId)
    .where((eb) => eb.or([eb('survivorId', '=', contactId), eb('mergedId', '=', contactId)]))
    .limit(1)
    .executeTakeFirst();
  return merged !== undefined || hasAppointments(trx, companyId, contactId);
}
