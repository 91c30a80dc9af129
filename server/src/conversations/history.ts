import { Refusal } from '@balcao/domain';
import type { ConversationRow, MessageRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { isAfter } from './pages.ts';
import { conversationsReplica } from './replicas.ts';
import { messageRow, placeOf, selectMessages } from './rows.ts';

/**
 * What consoles do not keep: conversations and messages older than their window (SYNC-05), read online, row by row as a
 * replica would have them, so that one screen shows both.
 */
export type HistoryPage = { rows: MessageRow[]; more: boolean };

/**
 * Messages of one conversation before `beforeId`, newest first; from the newest where it is null or not known here.
 * @throws Refusal `record.notFound` when the conversation is out of the asker's sight
 */
export async function olderMessages(
  trx: Trx,
  actor: Actor,
  { conversationId, beforeId, limit }: { conversationId: string; beforeId: string | null; limit: number },
): Promise<HistoryPage> {
  await readConversation(trx, actor, conversationId);
  const before = beforeId
    ? await trx
        .selectFrom('message')
        .select(['id', placeOf('message.created_at').as('micros')])
        .where('companyId', '=', actor.companyId)
        .where('conversationId', '=', conversationId)
        .where('id', '=', beforeId)
        .executeTakeFirst()
    : undefined;
  const records = await selectMessages(trx, actor.companyId)
    .where('message.conversationId', '=', conversationId)
    .where(isAfter('message.created_at', 'message.id', before ?? null))
    .orderBy('message.createdAt', 'desc')
    .orderBy('message.id')
    .limit(limit + 1)
    .execute();
  return { rows: records.slice(0, limit).map(messageRow), more: records.length > limit };
}

/** @throws Refusal `record.notFound` */
export async function readConversation(trx: Trx, actor: Actor, id: string): Promise<ConversationRow> {
  const [row] = await conversationsReplica.read(trx, actor, [id]);
  if (!row) throw new Refusal({ code: 'record.notFound', record: 'conversation', id });
  return row;
}
