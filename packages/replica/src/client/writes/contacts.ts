import type { ContactRow } from '../../definitions/index.ts';
import type { Collections } from '../database.ts';
import { patch } from './patch.ts';

/** The fields of a contact that a console may write. */
export type ContactEdit = Partial<
  Pick<
    ContactRow,
    | 'name'
    | 'email'
    | 'language'
    | 'zone'
    | 'status'
    | 'tags'
    | 'notes'
    | 'segments'
    | 'custom'
    | 'externalId'
    | 'optIn'
    | 'ownerId'
    | 'score'
    | 'temperature'
  >
>;

export async function editContact(
  { contacts }: Collections,
  { contactId, edit }: { contactId: string; edit: ContactEdit },
): Promise<void> {
  await patch(contacts.findOne(contactId), edit);
}
