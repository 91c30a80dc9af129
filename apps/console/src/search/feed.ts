import type { ContactRow, MessageRow } from '@balcao/replica';
import type { Replica } from '@balcao/replica/client';
import { BehaviorSubject, Subscription } from 'rxjs';
import type { SearchClient } from './searchClient.ts';
import type { SearchEntry } from './searchIndex.ts';

/** Rows a read. Lower: longer until old messages are found. Higher: a key press may wait for it (CON-34). */
const PAGE_ROWS = 250;

export type SearchFeed = { isWhole$: BehaviorSubject<boolean>; close(): void };

/**
 * Fills the index from the replica, contacts first, then messages from the newest on, a page at each pause; from then on
 * every change goes straight in. Search works from the first page.
 *
 * @param pause resolves when there is time for the next page.
 */
export function feedSearch(replica: Replica, search: SearchClient, pause: () => Promise<void>): SearchFeed {
  const { contacts, messages } = replica.collections;
  const isWhole$ = new BehaviorSubject(false);
  const subscription = new Subscription();
  let closed = false;

  subscription.add(
    contacts.eventBulks$.subscribe(({ events }) => {
      search.put(events.flatMap((event) => (event.operation === 'DELETE' ? [] : [contactEntry(event.documentData)])));
      search.remove(events.flatMap((event) => (event.operation === 'DELETE' ? [event.documentId] : [])));
    }),
  );
  subscription.add(
    messages.eventBulks$.subscribe(({ events }) => {
      search.put(events.flatMap((event) => (event.operation === 'DELETE' ? [] : messageEntries(event.documentData))));
      search.remove(
        events.flatMap((event) =>
          event.operation === 'DELETE' || event.documentData.deletedAt !== null ? [event.documentId] : [],
        ),
      );
    }),
  );

  // The replica may close in every pause, and in the midst of a read.
  const readContacts = async () => {
    for (let after = ''; ; ) {
      await pause();
      if (closed) return;
      const page = await contacts
        .find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: PAGE_ROWS })
        .exec();
      search.put(page.map(contactEntry));
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      after = last.id;
    }
  };
  const readMessages = async () => {
    for (let recency = 0; ; ) {
      await pause();
      if (closed) return;
      const page = await messages
        .find({ selector: { recency: { $gte: recency } }, index: ['recency'], limit: PAGE_ROWS })
        .exec();
      search.put(page.flatMap(messageEntries));
      const last = page.at(-1);
      if (!last || page.length < PAGE_ROWS) return;
      // A page full of one millisecond would repeat for ever: step over it.
      recency = last.recency === recency ? recency + 1 : last.recency;
    }
  };
  const readAll = async () => {
    try {
      await readContacts();
      await readMessages();
      if (!closed) isWhole$.next(true);
    } catch (error) {
      if (!closed) throw error;
    }
  };
  void readAll();

  return {
    isWhole$,
    close: () => {
      closed = true;
      subscription.unsubscribe();
    },
  };
}

function contactEntry(row: Pick<ContactRow, 'id' | 'name' | 'phone' | 'email' | 'lastContactAt'>): SearchEntry {
  const { id, name, phone, email } = row;
  return { kind: 'contact', id, name, phone, email, at: row.lastContactAt ?? 0 };
}

/** None for what holds no text, and for what was deleted. */
function messageEntries(
  row: Pick<MessageRow, 'id' | 'conversationId' | 'text' | 'createdAt' | 'deletedAt' | 'direction'>,
): SearchEntry[] {
  const { id, conversationId, text, createdAt } = row;
  if (text.trim() === '' || row.deletedAt !== null || row.direction === 'system') return [];
  return [{ kind: 'message', id, conversationId, text, at: createdAt }];
}
