import { Refusal } from '@balcao/domain';
import { type ContactRow, REPLICAS } from '@balcao/replica';
import type { ReplicaSource } from '../sync/replicaSource.ts';
import { editContact } from './editContact.ts';
import { contactRow, selectContacts } from './rows.ts';
import { contactVisibleTo } from './scope.ts';

export const contactsReplica: ReplicaSource<ContactRow> = {
  definition: REPLICAS.contacts,
  read: async (trx, viewer, ids, options) => {
    if (ids.length === 0) return [];
    const records = await selectContacts(trx, viewer.companyId)
      .where('contact.id', 'in', ids)
      .where(contactVisibleTo(viewer))
      .$if(options?.lock ?? false, (query) => query.forNoKeyUpdate('contact'))
      .execute();
    return records.map(contactRow);
  },
  /** Ids are UUIDv7, so the newest come first along the primary key. */
  page: async (trx, viewer, after, limit) => {
    const records = await selectContacts(trx, viewer.companyId)
      .where(contactVisibleTo(viewer))
      .$if(after !== null, (query) => query.where('contact.id', '<', after))
      .orderBy('contact.id', 'desc')
      .limit(limit)
      .execute();
    return { rows: records.map(contactRow), next: records.length < limit ? null : (records.at(-1)?.id ?? null) };
  },
  write: async (trx, actor, { master, merged, changed }) => {
    if (!master) throw new Refusal({ code: 'replica.readOnly', replica: 'contacts' });
    const change = Object.fromEntries(changed.map((field) => [field, merged[field]]));
    await editContact(trx, actor, { contactId: master.id, change });
  },
};
