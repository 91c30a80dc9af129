import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { DB } from '../db/index.ts';

/**
 * Who sees which conversations (SYNC-05), as a condition on `conversation`: an admin all; others those assigned to them
 * and those of their queues; attendants also those that are nobody's and in no queue. An operator runs the installation,
 * not the desk.
 *
 * Receptionists see, besides, the conversations of contacts with an appointment in the window: that condition belongs
 * here, and its key in `keysOf` (sync/viewer.ts), once there are appointments.
 */
export function visibleTo(viewer: Actor): Expression<SqlBool> {
  if (viewer.role === 'admin') return sql<SqlBool>`true`;
  if (viewer.role === 'operator') return sql<SqlBool>`false`;
  const eb = expressionBuilder<DB, 'conversation'>();
  const own = eb('conversation.assigneeId', '=', viewer.userId);
  const queues = viewer.queueIds.length === 0 ? [] : [eb('conversation.queueId', 'in', viewer.queueIds)];
  const nobodys = eb.and([eb('conversation.queueId', 'is', null), eb('conversation.assigneeId', 'is', null)]);
  return eb.or([own, ...queues, ...(viewer.role === 'attendant' ? [nobodys] : [])]);
}
