import { z } from 'zod';
import { CONVERSATION_STATUSES } from './state.ts';

export const VIEW_SEGMENTS = ['mine', 'unassigned', 'all'] as const;
export const VIEW_SORTS = ['newest', 'oldest', 'priority', 'due'] as const;

const anyId = z.union([z.uuid(), z.literal('')]);

/** What a list of conversations shows, and in which order (INB-15). Empty ids mean "any". */
export const conversationView = z.object({
  segment: z.enum(VIEW_SEGMENTS),
  status: z.enum(CONVERSATION_STATUSES),
  queueId: anyId,
  channelId: anyId,
  tagId: anyId,
  unread: z.boolean(),
  sort: z.enum(VIEW_SORTS),
});
export type ConversationView = z.output<typeof conversationView>;
