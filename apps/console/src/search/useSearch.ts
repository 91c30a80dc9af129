import { useEffect, useState } from 'react';
import { useOpenSearch } from './SearchProvider.tsx';
import type { SearchEntry, SearchHit } from './searchIndex.ts';

export type SearchState = {
  hits: readonly SearchHit[];
  /** `searching`: the hits are those of an earlier query. `partial`: old messages are still being read in. */
  phase: 'idle' | 'searching' | 'partial' | 'whole';
};

type Options = { limit?: number; kinds?: SearchEntry['kind'][] };

const BOTH: SearchEntry['kind'][] = ['contact', 'message'];
/** One list for all that found nothing: callers may depend on it without being drawn again. */
const NO_HITS: readonly SearchHit[] = [];

/** What the replica holds of `query`, as it is typed, without the network. */
export function useSearch(query: string, { limit = 50, kinds = BOTH }: Options = {}): SearchState {
  const search = useOpenSearch();
  const [isWhole, setWhole] = useState(false);
  const [found, setFound] = useState<{ query: string; hits: readonly SearchHit[] }>({ query: '', hits: NO_HITS });
  const wanted = query.trim();

  useEffect(() => {
    const subscription = search?.isWhole$.subscribe(setWhole);
    return () => subscription?.unsubscribe();
  }, [search]);

  const kindsKey = kinds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a whole index may find more; kinds by what they hold
  useEffect(() => {
    if (!search || wanted === '') return;
    let isCurrent = true;
    void search.client.find(wanted, limit, kinds).then((hits) => {
      if (isCurrent) setFound({ query: wanted, hits });
    });
    return () => {
      isCurrent = false;
    };
  }, [search, wanted, limit, kindsKey, isWhole]);

  if (wanted === '') return { hits: NO_HITS, phase: 'idle' };
  if (found.query !== wanted) return { hits: found.hits, phase: 'searching' };
  return { hits: found.hits, phase: isWhole ? 'whole' : 'partial' };
}
