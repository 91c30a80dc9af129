import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { DB } from '../db/index.ts';

/**
 * Who sees which conversations (SYNC-05), as a condition on `conversation`: an admin all; others those assigned to them,
 * those of their queues, and those that are nobody's and in no queue. An operator runs the installation, not the desk.
 */
export function visibleTo(viewer: Actor): Expression<SqlBool> {
  if (viewer.role === 'admin') return sql<SqlBool>`true`;
  if (viewer.role === 'operator') return sql<SqlBool>`false`;
  const eb = expressionBuilder<DB, 'conversation'>();
  const own = eb('conversation.assigneeId', '=', viewer.userId);
  const nobodys = eb.and([eb('conversation.queueId', 'is', null), eb('conversation.assigneeId', 'is', null)]);
  if (viewer.queueIds.length === 0) return eb.or([own, nobodys]);
  return eb.or([own, eb('conversation.queueId', 'in', viewer.queueIds), nobodys]);
}
