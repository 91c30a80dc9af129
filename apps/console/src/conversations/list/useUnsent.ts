import { useMemo } from 'react';
import { useLiveQuery } from '../../replica/index.ts';
import type { LastMessage } from './preview.ts';

/** The newest own message of each conversation that the server does not have yet. Few, whatever is stored. */
export function useUnsent(): ReadonlyMap<string, LastMessage> {
  const { rows } = useLiveQuery(
    (collections) => collections.messages.find({ selector: { pending: { $gt: 0 } }, index: ['pending'] }),
    [],
  );
  return useMemo(() => {
    const unsent = new Map<string, LastMessage>();
    for (const { id, conversationId, direction, kind, text, status, authorId, createdAt } of rows) {
      const known = unsent.get(conversationId);
      if (known && known.at > createdAt) continue;
      unsent.set(conversationId, { id, direction, kind, text, status, authorId, at: createdAt });
    }
    return unsent;
  }, [rows]);
}
