import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Api, useApi } from '../api/index.ts';
import { useSyncKind } from '../replica/index.ts';

type Answer<Kind extends 'messages' | 'contacts'> = Awaited<ReturnType<Api['search'][Kind]['query']>>;
export type ServerMessage = Answer<'messages'>['items'][number];
export type ServerContact = Answer<'contacts'>['items'][number];

export type ServerSearch = {
  messages: readonly ServerMessage[];
  contacts: readonly ServerContact[];
  /** `failed`: what the server has is missing from the results. */
  phase: 'idle' | 'offline' | 'asking' | 'answered' | 'failed';
  /** Asks for older ones; null when there are none. */
  more: (() => void) | null;
};

/** Somebody who types asks once, not at every key. */
const PAUSE_MS = 250;
const NONE: readonly never[] = [];

/** What the server has of `query`, also what this device holds no more (INB-15). */
export function useServerSearch(query: string): ServerSearch {
  const api = useApi();
  const isOffline = useSyncKind() === 'offline';
  const wanted = useRested(query.trim(), PAUSE_MS);
  const asks = !isOffline && wanted !== '';
  const common = {
    initialPageParam: null as string | null,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
    enabled: asks,
    networkMode: 'always' as const,
    retry: 1,
    staleTime: 30_000,
  };
  const input = (cursor: string | null) => ({ query: wanted, ...(cursor ? { cursor } : {}) });
  const messages = useInfiniteQuery({
    ...common,
    queryKey: ['search', 'messages', wanted],
    queryFn: ({ pageParam, signal }) => api.search.messages.query(input(pageParam), { signal }),
  });
  const contacts = useInfiniteQuery({
    ...common,
    queryKey: ['search', 'contacts', wanted],
    queryFn: ({ pageParam, signal }) => api.search.contacts.query(input(pageParam), { signal }),
  });

  const isCurrent = wanted === query.trim() && asks;
  return {
    messages: isCurrent ? (messages.data?.pages.flatMap(({ items }) => items) ?? NONE) : NONE,
    contacts: isCurrent ? (contacts.data?.pages.flatMap(({ items }) => items) ?? NONE) : NONE,
    phase: phaseOf(),
    more:
      isCurrent && messages.hasNextPage && !messages.isFetchingNextPage ? () => void messages.fetchNextPage() : null,
  };

  function phaseOf(): ServerSearch['phase'] {
    if (query.trim() === '') return 'idle';
    if (isOffline) return 'offline';
    if (messages.isError || contacts.isError) return 'failed';
    return isCurrent && messages.isSuccess && contacts.isSuccess ? 'answered' : 'asking';
  }
}

/** The value once it has not changed for a while. */
function useRested(value: string, pauseMs: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return rested;
}
