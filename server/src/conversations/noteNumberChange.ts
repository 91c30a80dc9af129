import type { Trx } from '../db/index.ts';
import { lockLatest } from './store.ts';
import { addToTimeline } from './timeline.ts';

/** Tells the timeline of the contact's latest conversation on a channel that they go by another number or id. */
export async function noteNumberChange(
  trx: Trx,
  change: { companyId: string; contactId: string; channelId: string; from: string; to: string; at: Date },
): Promise<void> {
  const conversation = await lockLatest(trx, change.companyId, change.contactId, change.channelId);
  if (!conversation) return;
  const { companyId, from, to, at } = change;
  await addToTimeline(trx, companyId, conversation, { type: 'numberChanged', from, to }, at);
}
