import type { ConversationStatus } from '@balcao/domain';
import type { ConversationRow, MessageRow } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { isAfter } from './pages.ts';
import {
  conversationRow,
  messageRow,
  placeOf,
  readPlace,
  selectConversations,
  selectMessages,
  writePlace,
} from './rows.ts';
import { visibleTo } from './scope.ts';

/** Lists for callers of procedures, newest first, paged by an opaque cursor (INB-15). */
export type ConversationFilter = {
  status?: ConversationStatus | undefined;
  /** A user, `me`, or `none`: nobody's. */
  assignee?: string | undefined;
  queueId?: string | undefined;
  channelId?: string | undefined;
  tagId?: string | undefined;
  contactId?: string | undefined;
  unread?: boolean | undefined;
};
export type ListPage<Row> = { items: Row[]; nextCursor: string | null };
type Paging = { cursor?: string | undefined; limit: number };

export async function listConversations(
  trx: Trx,
  viewer: Actor,
  filter: ConversationFilter,
  { cursor, limit }: Paging,
): Promise<ListPage<ConversationRow>> {
  const place = cursor ? readPlace(cursor) : null;
  let query = selectConversations(trx, viewer.companyId)
    .select(placeOf('conversation.last_activity_at').as('micros'))
    .where(visibleTo(viewer))
    .where(isAfter('conversation.last_activity_at', 'conversation.id', place));
  if (filter.status) query = query.where('conversation.status', '=', filter.status);
  if (filter.assignee === 'none') query = query.where('conversation.assigneeId', 'is', null);
  else if (filter.assignee) {
    query = query.where('conversation.assigneeId', '=', filter.assignee === 'me' ? viewer.userId : filter.assignee);
  }
  if (filter.queueId) query = query.where('conversation.queueId', '=', filter.queueId);
  if (filter.channelId) query = query.where('conversation.channelId', '=', filter.channelId);
  if (filter.contactId) query = query.where('conversation.contactId', '=', filter.contactId);
  if (filter.tagId) query = query.where(sql<boolean>`${filter.tagId}::uuid = any (conversation.tags)`);
  if (filter.unread) query = query.where(isUnreadFor(viewer));
  const records = await query
    .orderBy('conversation.lastActivityAt', 'desc')
    .orderBy('conversation.id')
    .limit(limit)
    .execute();
  return { items: records.map(conversationRow), nextCursor: nextOf(records, limit) };
}

const isUnreadFor = (viewer: Actor) => sql<boolean>`(
  select mark.marked_unread or conversation.inbound_count > mark.read_count from mark
  where mark.company_id = conversation.company_id and mark.user_id = ${viewer.userId} and mark.conversation_id = conversation.id
) is not false and conversation.inbound_count > 0`;

/** The conversation must be visible to whoever asks (visibleConversation). */
export async function listMessages(
  trx: Trx,
  companyId: string,
  conversationId: string,
  { cursor, limit }: Paging,
): Promise<ListPage<MessageRow>> {
  const place = cursor ? readPlace(cursor) : null;
  const records = await selectMessages(trx, companyId)
    .select(placeOf('message.created_at').as('micros'))
    .where('message.conversationId', '=', conversationId)
    .where(isAfter('message.created_at', 'message.id', place))
    .orderBy('message.createdAt', 'desc')
    .orderBy('message.id')
    .limit(limit)
    .execute();
  return { items: records.map(messageRow), nextCursor: nextOf(records, limit) };
}

function nextOf(records: readonly { micros: string; id: string }[], limit: number): string | null {
  const last = records.at(-1);
  return last && records.length === limit ? writePlace(last) : null;
}
