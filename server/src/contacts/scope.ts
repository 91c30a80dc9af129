import { type Expression, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { DB } from '../db/index.ts';

/** Who sees which contacts (SYNC-05): an admin all, others those of the conversations that they see. */
export function contactVisibleTo(viewer: Actor): Expression<SqlBool> {
  if (viewer.role === 'admin') return sql<SqlBool>`true`;
  const eb = expressionBuilder<DB, 'contact'>();
  return eb.exists(
    eb
      .selectFrom('conversation')
      .select('conversation.id')
      .where('conversation.companyId', '=', viewer.companyId)
      .whereRef('conversation.contactId', '=', 'contact.id')
      .where(visibleTo(viewer)),
  );
}
