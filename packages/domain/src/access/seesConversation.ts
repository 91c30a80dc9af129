import { may, type Role } from './permissions.ts';

type Viewer = { role: Role; userId: string; queueIds: readonly string[] };
type Place = { assigneeId: string | null; queueId: string | null };

/**
 * Who sees a conversation, its messages and its contact (SYNC-05): an admin every one; everybody else who may read
 * conversations those assigned to them, those of their queues, and those that are in no queue and nobody's.
 * The stores' SQL says the same to the database.
 */
export function seesConversation({ role, userId, queueIds }: Viewer, { assigneeId, queueId }: Place): boolean {
  if (may(role, 'conversation.readAll')) return true;
  if (!may(role, 'conversation.read')) return false;
  if (assigneeId === userId) return true;
  return queueId === null ? assigneeId === null : queueIds.includes(queueId);
}
