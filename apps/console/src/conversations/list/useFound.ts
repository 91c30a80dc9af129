import type { Replica } from '@balcao/replica/client';
import { useEffect, useState } from 'react';
import { useReplica } from '../../replica/index.ts';
import { type SearchHit, type SearchState, useSearch } from '../../search/index.ts';
import { contactLabel } from '../contactLabel.ts';

/** A hit with what it takes to show and open it. */
export type FoundConversation = {
  hit: SearchHit;
  conversationId: string;
  contactId: string;
  name: string;
  messageId: string | null;
};

const MOST_HITS = 60;

/** Search hits with their conversations; those of contacts without one are left out. */
export function useFound(query: string): { found: readonly FoundConversation[]; phase: SearchState['phase'] } {
  const replica = useReplica();
  const { hits, phase } = useSearch(query, { limit: MOST_HITS });
  const [found, setFound] = useState<readonly FoundConversation[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void withConversations(replica, hits).then((next) => isCurrent && setFound(next));
    return () => {
      isCurrent = false;
    };
  }, [replica, hits]);
  return { found: query.trim() === '' ? [] : found, phase };
}

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
      if (!row) return [];
      const messageId = entry.kind === 'message' ? entry.id : null;
      return [{ hit, conversationId: row.id, contactId: row.contactId, name: contactLabel(row), messageId }];
    }),
  );
  return found.flat();
}
