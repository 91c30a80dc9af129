import type { Replica } from '@balcao/replica/client';
import type { NoticeView } from './noticeView.ts';

/** Writes the reader's own wording once more, now knowing the other. Only contacts have fields that ask (notes). */
export async function takeWish(
  { contacts }: Replica['collections'],
  { replica, rowId, field, mine }: Extract<NoticeView, { kind: 'decide' }>,
): Promise<void> {
  if (replica !== 'contacts' || field !== 'notes') return;
  const contact = await contacts.findOne(rowId).exec();
  await contact?.incrementalPatch({ notes: mine });
}
