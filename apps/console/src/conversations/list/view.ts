import { CONVERSATION_STATUSES, type ConversationView, VIEW_SEGMENTS, VIEW_SORTS } from '@balcao/domain';
import { z } from 'zod';

export const SEGMENTS = VIEW_SEGMENTS;
export const SORTS = VIEW_SORTS;
export type Sort = ConversationView['sort'];
export type { ConversationView };

export const FIRST_VIEW: ConversationView = {
  segment: 'mine',
  status: 'open',
  queueId: '',
  channelId: '',
  tagId: '',
  unread: false,
  sort: 'newest',
};

/** A view as an earlier version of the console may have saved it: what is not understood falls back to the first view. */
export const savedViewSchema = z.object({
  segment: z.enum(SEGMENTS).catch(FIRST_VIEW.segment),
  status: z.enum(CONVERSATION_STATUSES).catch(FIRST_VIEW.status),
  queueId: z.string().catch(''),
  channelId: z.string().catch(''),
  tagId: z.string().catch(''),
  unread: z.boolean().catch(false),
  sort: z.enum(SORTS).catch(FIRST_VIEW.sort),
});

/** How many filters narrow the view, beyond its segment. */
export function filterCount(view: ConversationView): number {
  const narrowed = [view.status !== 'open', view.queueId !== '', view.channelId !== '', view.tagId !== '', view.unread];
  return narrowed.filter(Boolean).length;
}
