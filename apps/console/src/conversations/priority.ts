import { CONVERSATION_PRIORITIES, type ConversationPriority } from '@balcao/domain';

/** A row's number as one of the levels that have words; what a later version may have added is shown as the highest. */
export const levelOf = (priority: number): ConversationPriority =>
  CONVERSATION_PRIORITIES.find((level) => level === priority) ?? 3;

/** The next level up; from the highest none. */
export const raised = (priority: number): ConversationPriority | null =>
  CONVERSATION_PRIORITIES.find((level) => level > priority) ?? null;
