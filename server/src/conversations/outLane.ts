/** What goes out of one conversation goes in order, one at a time (INB-20). */
export const outLaneKey = (conversationId: string): string => `out:${conversationId}`;

export function conversationOfLane(key: string): string {
  return key.slice('out:'.length);
}
