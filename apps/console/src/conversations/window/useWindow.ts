import { type DependencyList, useEffect, useState, useSyncExternalStore } from 'react';

type Source<State> = { state(): State; subscribe(listener: () => void): () => void; close(): void };

const silent = () => () => undefined;

/** Opens a live source with the component and closes it after; `null` until it is open. */
export function useWindow<State, S extends Source<State>>(
  open: () => S & Source<State>,
  deps: DependencyList,
): { source: S; state: State } | null {
  const [source, setSource] = useState<(S & Source<State>) | null>(null);
  useEffect(() => {
    const opened = open();
    setSource(opened);
    return () => opened.close();
    // biome-ignore lint/correctness/useExhaustiveDependencies: the caller names what the source depends on
  }, deps);
  const state = useSyncExternalStore(source?.subscribe ?? silent, () => source?.state() ?? null);
  return source && state ? { source, state } : null;
}
