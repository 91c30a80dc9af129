import type { MarkRow } from '@balcao/replica';
import type { ConversationView } from '../list/view.ts';

export type SavedView = { id: string; name: string; view: ConversationView; position: number };

/** The views of one user among their marks, in their order. */
export const viewsIn = (rows: readonly MarkRow[], me: string): SavedView[] =>
  rows
    .flatMap(({ id, userId, name, view, position, removed }) =>
      view === null || removed || userId !== me ? [] : [{ id, name, view, position }],
    )
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1));

/** Positions after `id` moved by one place, of those that change. */
export function moved(views: readonly SavedView[], id: string, by: 1 | -1): { id: string; position: number }[] {
  const from = views.findIndex((view) => view.id === id);
  const to = from + by;
  const one = views[from];
  if (!one || to < 0 || to >= views.length) return [];
  const order = views.filter((view) => view.id !== id);
  order.splice(to, 0, one);
  return order.flatMap((view, position) => (view.position === position ? [] : [{ id: view.id, position }]));
}

/** Two views that show the same. */
export const sameView = (a: ConversationView, b: ConversationView): boolean =>
  a.segment === b.segment &&
  a.status === b.status &&
  a.queueId === b.queueId &&
  a.channelId === b.channelId &&
  a.tagId === b.tagId &&
  a.unread === b.unread &&
  a.sort === b.sort;
