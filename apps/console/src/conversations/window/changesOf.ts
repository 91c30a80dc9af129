import type { RxCollection } from 'rxdb';
import { map, type Observable } from 'rxjs';
import type { Change } from './orderedWindow.ts';

/** Every change of a collection, as many together as were written together. */
export function changesOf<Row>(collection: RxCollection<Row>): Observable<Change<Row>[]> {
  return collection.eventBulks$.pipe(
    map((bulk) =>
      bulk.events.map((event) => ({
        id: event.documentId,
        // Between pages of storage and events a row is the same plain object; events carry RxDB's fields besides.
        row: event.operation === 'DELETE' ? null : (event.documentData as Row),
      })),
    ),
  );
}
