import type { Replica } from '@balcao/replica/client';

/** The contact's latest conversation, `null` when the replica has none. */
export async function conversationOf(collections: Replica['collections'], contactId: string): Promise<string | null> {
  const latest = await collections.conversations
    .findOne({ selector: { contactId }, sort: [{ contactId: 'asc' }, { recency: 'asc' }] })
    .exec();
  return latest?.id ?? null;
}
