import { editContact, type Replica } from '@balcao/replica/client';
import type { NoticeView } from './noticeView.ts';

/** Writes the reader's own wording once more, now knowing the other. Only a contact's notes ask (definitions/contacts). */
export async function takeWish(
  collections: Replica['collections'],
  { replica, rowId, field, mine }: Extract<NoticeView, { kind: 'decide' }>,
): Promise<void> {
  if (replica !== 'contacts' || field !== 'notes') return;
  await editContact(collections, { contactId: rowId, edit: { notes: mine } });
}
