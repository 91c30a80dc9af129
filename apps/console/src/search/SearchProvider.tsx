import type { Replica } from '@balcao/replica/client';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { filter, firstValueFrom } from 'rxjs';
import { useReplica } from '../replica/index.ts';
import { feedSearch, type SearchFeed } from './feed.ts';
import { createSearchClient, type SearchClient } from './searchClient.ts';

export type OpenSearch = { client: SearchClient; isWhole$: SearchFeed['isWhole$'] };
const SearchContext = createContext<OpenSearch | null>(null);

/** `null` until the index is open. */
export const useOpenSearch = (): OpenSearch | null => use(SearchContext);

/** The first screen comes before the index. */
const START_AFTER_MS = 1_500;

/** Keeps the search index for as long as somebody is signed in; its memory goes with its worker. */
export function SearchProvider({ children }: { children: ReactNode }) {
  const replica = useReplica();
  const [search, setSearch] = useState<OpenSearch | null>(null);
  useEffect(() => {
    const client = createSearchClient(new Worker(new URL('./searchWorker.ts', import.meta.url), { type: 'module' }));
    let feed: SearchFeed | null = null;
    const timer = setTimeout(() => {
      feed = feedSearch(replica, client, () => whenCalm(replica));
      setSearch({ client, isWhole$: feed.isWhole$ });
    }, START_AFTER_MS);
    return () => {
      clearTimeout(timer);
      feed?.close();
      client.close();
      setSearch(null);
    };
  }, [replica]);
  return <SearchContext value={search}>{children}</SearchContext>;
}

/** While a sync runs, what arrives goes in as it is; what was here before is read when that is done (CON-34). */
async function whenCalm(replica: Replica): Promise<void> {
  const settled$ = replica.sync.state$.pipe(filter(({ kind }) => kind !== 'syncing'));
  await firstValueFrom(settled$, { defaultValue: null });
  await idle();
}

/** A busy console still gets its index, a little later. */
const LONGEST_PAUSE_MS = 500;

const idle = () =>
  new Promise<void>((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: LONGEST_PAUSE_MS });
    else setTimeout(resolve, 16);
  });
