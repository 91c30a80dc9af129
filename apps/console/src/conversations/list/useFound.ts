import type { Replica } from '@balcao/replica/client';
import { useEffect, useMemo, useState } from 'react';
import { useReplica } from '../../replica/index.ts';
import { type SearchHit, type SearchState, type ServerSearch, useSearch, useServerSearch } from '../../search/index.ts';
import { type FoundConversation, foundByServer, foundHere, mergeFound } from './foundHits.ts';

export type Found = {
  found: readonly FoundConversation[];
  /** How far the search on this device is. */
  here: SearchState['phase'];
  /** How far the server's is. */
  server: ServerSearch['phase'];
  /** Asks the server for older messages; null when there are none. */
  more: (() => void) | null;
};

const MOST_HITS = 60;

/** What is found on this device at once, and what the server has besides, with the conversations to open. */
export function useFound(query: string): Found {
  const replica = useReplica();
  const { hits, phase } = useSearch(query, { limit: MOST_HITS });
  const server = useServerSearch(query);
  const [here, setHere] = useState<readonly FoundConversation[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void withConversations(replica, hits).then((next) => isCurrent && setHere(next));
    return () => {
      isCurrent = false;
    };
  }, [replica, hits]);
  const { messages, contacts } = server;
  const found = useMemo(() => mergeFound(here, foundByServer(messages, contacts)), [here, messages, contacts]);
  return { found: query.trim() === '' ? [] : found, here: phase, server: server.phase, more: server.more };
}

/** Hits of contacts without a conversation here are left out. */
async function withConversations(replica: Replica, hits: readonly SearchHit[]): Promise<FoundConversation[]> {
  const { conversations } = replica.collections;
  const ids = hits.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.conversationId] : []));
  const known = await conversations.findByIds(ids).exec();
  const found = await Promise.all(
    hits.map(async (hit): Promise<FoundConversation[]> => {
      const { entry } = hit;
      const row =
        entry.kind === 'message'
          ? known.get(entry.conversationId)
          : await conversations.findOne({ selector: { contactId: entry.id }, index: ['contactId', 'recency'] }).exec();
      return row ? [foundHere(hit, row)] : [];
    }),
  );
  return found.flat();
}
