import type { Observable } from 'rxjs';

/** What a screen gets: `loading` only until the first answer; from then on rows are always the newest known. */
export type Live<Value> = { value: Value; loading: boolean };

type Store<Value> = { subscribe(listener: () => void): () => void; snapshot(): Live<Value> };

/** An observable as React's external store wants it: subscribed while somebody looks, one snapshot between changes. */
export function storeOf<Source, Value>(
  source: Observable<Source> | null,
  initial: Live<Value>,
  read: (emitted: Source) => Value,
): Store<Value> {
  let current = initial;
  return {
    snapshot: () => current,
    subscribe(listener) {
      const subscription = source?.subscribe((emitted) => {
        current = { value: read(emitted), loading: false };
        listener();
      });
      return () => subscription?.unsubscribe();
    },
  };
}
