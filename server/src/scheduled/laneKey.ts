/** What waits for its time in one conversation is taken in order of time. */
export const LATER_PREFIX = 'later';
export const laterLaneKey = (conversationId: string): string => `${LATER_PREFIX}:${conversationId}`;
