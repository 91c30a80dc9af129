/** What was written here and is not at the server yet: a count, and the messages among it. */
import { combineLatest, distinctUntilChanged, map, type Observable, shareReplay } from 'rxjs';
import type { MessageRow } from '../definitions/index.ts';
import { isWritable } from '../rxSchema.ts';
import type { Collections, Kept } from './database.ts';

/** Rows that wait, of all replicas. Kept in the rows themselves, so it is right after a restart and in every tab. */
export function pendingCount(kept: readonly Kept[]): Observable<number> {
  const counts = kept
    .filter(({ definition }) => isWritable(definition))
    .map(({ collection }) => collection.count({ selector: { pending: { $gt: 0 } }, index: ['pending'] }).$);
  return combineLatest(counts).pipe(
    map((each) => each.reduce((sum, count) => sum + count, 0)),
    distinctUntilChanged(),
    shareReplay({ bufferSize: 1, refCount: true }),
  );
}

/**
 * Messages and notes that wait to be sent, by conversation, oldest first. A conversation's own row says nothing of
 * them yet (its last message is the server's): list and thread show them from here.
 */
export function pendingMessages$(collections: Collections): Observable<ReadonlyMap<string, readonly MessageRow[]>> {
  return collections.messages
    .find({ selector: { pending: { $gt: 0 } }, sort: [{ pending: 'asc' }], index: ['pending'] })
    .$.pipe(
      map((documents) =>
        Map.groupBy(
          documents.map((document) => document.toMutableJSON()),
          (row) => row.conversationId,
        ),
      ),
    );
}
