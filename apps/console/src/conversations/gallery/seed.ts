import type { Replica } from '@balcao/replica/client';
import { catalog, users } from './directoryRows.ts';
import { longThread } from './longThread.ts';
import { manyConversations } from './manyConversations.ts';
import { oneOfEachKind } from './oneOfEachKind.ts';
import { type Collections, newRows } from './rows.ts';

type Sizes = {
  conversations: number;
  /** Of one very long conversation, or 0 for none. */
  messages: number;
  /** Conversations without their contacts, marks and messages: a list of 100,000 is there in half a minute. */
  bare: boolean;
};

/** Fills the database as a server would have: past the hooks that mark own writes. */
export async function seed(replica: Replica, sizes: Sizes): Promise<void> {
  const { collections } = replica;
  await newRows(collections, 'catalog', catalog);
  await newRows(collections, 'users', users);
  const many = manyConversations(sizes.conversations);
  await newRows(collections, 'conversations', many.conversations);
  if (!sizes.bare) {
    await newRows(collections, 'contacts', many.contacts);
    await newRows(collections, 'messages', many.messages);
    await newRows(collections, 'marks', many.marks);
  }
  await newRows(collections, 'messages', oneOfEachKind());
  if (sizes.messages > 0) await newRows(collections, 'messages', longThread(sizes.messages));
}

export type { Collections };
