import { Refusal } from '../problem.ts';

export const CONVERSATION_STATUSES = ['open', 'snoozed', 'closed'] as const;
export type ConversationStatus = (typeof CONVERSATION_STATUSES)[number];

export const CONVERSATION_MOVES = ['close', 'reopen', 'snooze', 'wake'] as const;
export type ConversationMove = (typeof CONVERSATION_MOVES)[number];

/** The whole machine as data: a move that is not here is refused. */
const TRANSITIONS: Record<ConversationStatus, Partial<Record<ConversationMove, ConversationStatus>>> = {
  open: { close: 'closed', snooze: 'snoozed' },
  snoozed: { wake: 'open', close: 'closed', snooze: 'snoozed' },
  closed: { reopen: 'open' },
};

/** @throws Refusal `conversation.impossibleMove` */
export function moveConversation(from: ConversationStatus, move: ConversationMove): ConversationStatus {
  const to = TRANSITIONS[from][move];
  if (!to) throw new Refusal({ code: 'conversation.impossibleMove', from, move });
  return to;
}

/** The move that a wish for another status stands for, or `null` when nothing changes. */
export function moveBetween(from: ConversationStatus, to: ConversationStatus): ConversationMove | null {
  if (from === to) return null;
  const entry = Object.entries(TRANSITIONS[from]).find(([, target]) => target === to);
  if (!entry) throw new Refusal({ code: 'conversation.impossibleMove', from, move: to });
  return entry[0] as ConversationMove;
}
