import { mentionsIn } from '@balcao/domain';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { notifyAnew } from '../sync/index.ts';
import { previewOf } from './messageStore.ts';
import type { Conversation } from './store.ts';

/** Tells those whom a note calls by `@Name` (INB-16), if the conversation is theirs to see; never its author. */
export async function noteMentions(
  trx: Trx,
  author: Actor,
  conversation: Conversation,
  note: { id: string; text: string },
): Promise<void> {
  if (!note.text.includes('@')) return;
  const people = await colleaguesWhoSee(trx, author.companyId, conversation);
  const called = new Set(mentionsIn(note.text, people).map(({ userId }) => userId));
  called.delete(author.userId);
  // Sorted: two notes that call the same people meet them in one order.
  for (const userId of [...called].sort()) {
    const { id: conversationId } = conversation;
    const notice = { conversationId, messageId: note.id, byUserId: author.userId, text: previewOf(note.text) };
    await notifyAnew(trx, { companyId: author.companyId, userId }, { kind: 'mentioned', ...notice }, note.id);
  }
}

/** As `visibleTo` has it (scope.ts), the other way round. */
async function colleaguesWhoSee(trx: Trx, companyId: string, { assigneeId, queueId }: Conversation) {
  const isNobodys = assigneeId === null && queueId === null;
  return trx
    .selectFrom('userAccount')
    .select(['id', 'name'])
    .where('companyId', '=', companyId)
    .where('active', '=', true)
    .where('role', '<>', 'operator')
    .where(
      sql<boolean>`(role = 'admin' or (${isNobodys} and role = 'attendant') or id = ${assigneeId}::uuid or exists (
        select from queue_member m
        where m.company_id = ${companyId} and m.queue_id = ${queueId}::uuid and m.user_id = user_account.id))`,
    )
    .execute();
}
