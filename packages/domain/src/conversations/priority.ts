/** How urgent people say that a conversation is (INB-14): 0 is ordinary, 3 goes before everything. */
export const CONVERSATION_PRIORITIES = [0, 1, 2, 3] as const;
export type ConversationPriority = (typeof CONVERSATION_PRIORITIES)[number];
