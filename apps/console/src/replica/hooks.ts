import type { Problem } from '@balcao/domain';
import type { Replica, SyncState } from '@balcao/replica/client';
import { type DependencyList, useMemo, useSyncExternalStore } from 'react';
import type { Observable } from 'rxjs';
import { useReplica } from './context.ts';
import { storeOf } from './liveQuery.ts';
import { type RowDocument, rowOf } from './rows.ts';

type Collections = Replica['collections'];
/** An RxQuery, as far as it is followed. */
type RowsQuery<Row> = { $: Observable<RowDocument<Row>[]> };
type RowQuery<Row> = { $: Observable<RowDocument<Row> | null> };

const NO_ROWS: readonly never[] = [];

/**
 * Rows of the replica that follow every change, ours and others'.
 *
 * @param query made anew when `deps` change; `null` asks nothing and answers no rows.
 * A row is the same object as long as its revision is, so `memo` and `===` work on it.
 */
export function useLiveQuery<Row>(
  query: (collections: Collections) => RowsQuery<Row> | null,
  deps: DependencyList,
): { rows: readonly Row[]; loading: boolean } {
  const { collections } = useReplica();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the query depends on
  const store = useMemo(() => {
    const found = query(collections);
    const initial = { value: NO_ROWS as readonly Row[], loading: found !== null };
    return storeOf(found?.$ ?? null, initial, (documents) => documents.map((document) => rowOf(document)));
  }, [collections, ...deps]);
  const live = useSyncExternalStore(store.subscribe, store.snapshot);
  return useMemo(() => ({ rows: live.value, loading: live.loading }), [live]);
}

/** One row, `null` when there is none (or it left the replica). */
export function useLiveDoc<Row>(
  query: (collections: Collections) => RowQuery<Row> | null,
  deps: DependencyList,
): { row: Row | null; loading: boolean } {
  const { collections } = useReplica();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the query depends on
  const store = useMemo(() => {
    const found = query(collections);
    const initial = { value: null as Row | null, loading: found !== null };
    return storeOf(found?.$ ?? null, initial, (document) => (document ? rowOf(document) : null));
  }, [collections, ...deps]);
  const live = useSyncExternalStore(store.subscribe, store.snapshot);
  return useMemo(() => ({ row: live.value, loading: live.loading }), [live]);
}

/** Where the replica stands with the server (CON-04), with what is still to come: another one with every portion of a sync. */
export const useSyncState = (): SyncState => useSync((state) => state);

/** The same in one word, for whoever asks no more: nothing is drawn anew because a sync goes on. */
export const useSyncKind = (): SyncState['kind'] => useSync(({ kind }) => kind);

/** What keeps the replica from the server although the network is there; `null`: nothing. */
export const useSyncProblem = (): Problem | null =>
  useSync((state) => (state.kind === 'attention' ? state.problem : null));

/** Since when the server is out of reach, epoch ms; `null`: it is not. */
export const useOfflineSince = (): number | null => useSync((state) => (state.kind === 'offline' ? state.since : null));

/** @param select draws anew only when it answers another value (`Object.is`). */
function useSync<Value>(select: (state: SyncState) => Value): Value {
  const { sync } = useReplica();
  const store = useMemo(
    () => storeOf(sync.state$, { value: sync.current(), loading: false }, (state) => state),
    [sync],
  );
  return useSyncExternalStore(store.subscribe, () => select(store.snapshot().value));
}

/** How many changes of ours the server does not have yet. */
export function usePendingChanges(): number {
  const { pendingChanges$ } = useReplica();
  const store = useMemo(
    () => storeOf(pendingChanges$, { value: 0, loading: true }, (count) => count),
    [pendingChanges$],
  );
  return useSyncExternalStore(store.subscribe, store.snapshot).value;
}
