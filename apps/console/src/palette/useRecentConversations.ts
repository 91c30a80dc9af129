import { contactLabel } from '../conversations/index.ts';
import { useLiveQuery } from '../replica/index.ts';

export type RecentConversation = { id: string; name: string /** Epoch ms. */; at: number };

/** As many as are seen without scrolling, beside the actions. */
const SHOWN = 5;

/** Where something happened last: most searches are for one of these. */
export function useRecentConversations(): RecentConversation[] {
  const { rows } = useLiveQuery(
    ({ conversations }) =>
      conversations.find({ selector: { recency: { $gt: 0 } }, sort: [{ recency: 'asc' }], limit: SHOWN }),
    [],
  );
  return rows.map((row) => ({ id: row.id, name: contactLabel(row), at: row.lastActivityAt }));
}
