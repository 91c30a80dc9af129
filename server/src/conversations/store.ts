import type { ConversationStatus } from '@balcao/domain';
import { sql, type Updateable } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { DB, Trx } from '../db/index.ts';
import { visibleTo } from './scope.ts';

/**
 * Rows of `conversation`. Whoever changes one, or a message in it, locks it first, and the contact before it where both
 * are needed: one order everywhere, so that nobody deadlocks.
 */
export type Channel = { id: string; kind: string };
export type Conversation = {
  id: string;
  contactId: string;
  channelId: string;
  channelKind: string;
  status: ConversationStatus;
  assigneeId: string | null;
  queueId: string | null;
  tags: string[];
  priority: number;
  botActive: boolean;
  lastInboundAt: Date | null;
  closedAt: Date | null;
  subject: string;
  /** Empty on channels without threads. */
  threadKey: string;
};

const COLUMNS = [
  'id',
  'contactId',
  'channelId',
  'channelKind',
  'status',
  'assigneeId',
  'queueId',
  'tags',
  'priority',
  'botActive',
  'lastInboundAt',
  'closedAt',
  'subject',
  'threadKey',
] as const;

type Row = Omit<Conversation, 'status'> & { status: string };
const fromRow = (row: Row): Conversation => ({ ...row, status: row.status as ConversationStatus });

export async function lockConversation(trx: Trx, companyId: string, id: string): Promise<Conversation> {
  const row = await trx
    .selectFrom('conversation')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return fromRow(row);
}

/** @returns undefined when there is none, or it is not the viewer's to see. */
export async function lockVisible(trx: Trx, viewer: Actor, id: string): Promise<Conversation | undefined> {
  const row = await trx
    .selectFrom('conversation')
    .select(COLUMNS)
    .where('companyId', '=', viewer.companyId)
    .where('id', '=', id)
    .where(visibleTo(viewer))
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The one that is not closed, or else the one opened last. */
export async function lockLatest(
  trx: Trx,
  companyId: string,
  contactId: string,
  channelId: string,
): Promise<Conversation | undefined> {
  const row = await trx
    .selectFrom('conversation')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('contactId', '=', contactId)
    .where('channelId', '=', channelId)
    .orderBy(sql`status = 'closed'`)
    .orderBy('openedAt', 'desc')
    .limit(1)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/**
 * The conversation of a thread, by the ids of its messages, known or not: the one that is not closed, or else the one
 * opened last. Messages of one channel's threads are placed one after another (the mailbox's lane).
 */
export async function lockLatestOfThread(
  trx: Trx,
  companyId: string,
  channelId: string,
  ids: readonly string[],
): Promise<Conversation | undefined> {
  const known = await trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .select('conversation.threadKey')
    .distinct()
    .where('message.companyId', '=', companyId)
    .where('message.channelId', '=', channelId)
    .where('message.providerId', 'in', ids)
    .execute();
  const row = await trx
    .selectFrom('conversation')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('threadKey', '<>', '')
    .where('threadKey', 'in', [...ids, ...known.map(({ threadKey }) => threadKey)])
    .orderBy(sql`status = 'closed'`)
    .orderBy('openedAt', 'desc')
    .limit(1)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** @returns undefined when another transaction opened one in the meantime. */
export async function insertConversation(
  trx: Trx,
  companyId: string,
  conversation: {
    contactId: string;
    channel: Channel;
    queueId: string | null;
    previousId: string | null;
    openedAt: Date;
    closedAt: Date | null;
    waitingHuman: boolean;
    subject: string;
    threadKey: string;
  },
): Promise<Conversation | undefined> {
  const { channel, ...row } = conversation;
  const inserted = await trx
    .insertInto('conversation')
    .values({
      companyId,
      ...row,
      channelId: channel.id,
      channelKind: channel.kind,
      status: row.closedAt ? 'closed' : 'open',
      lastActivityAt: row.openedAt,
    })
    // Of the contact on the channel, or of the thread: two unique indexes.
    .onConflict((conflict) => conflict.doNothing())
    .returning(COLUMNS)
    .executeTakeFirst();
  return inserted && fromRow(inserted);
}

export async function updateConversation(
  trx: Trx,
  companyId: string,
  id: string,
  change: Updateable<DB['conversation']>,
): Promise<void> {
  await trx.updateTable('conversation').set(change).where('companyId', '=', companyId).where('id', '=', id).execute();
}

export const setAssignee = (trx: Trx, companyId: string, id: string, assigneeId: string | null): Promise<void> =>
  updateConversation(trx, companyId, id, { assigneeId });

/** Where what comes over a channel waits: in its own queue, or else in the company's usual one. */
export async function queueOfChannel(trx: Trx, companyId: string, channelId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('queue')
    .select('id')
    .where('companyId', '=', companyId)
    .where('removedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('isDefault', '=', true),
        eb(
          'id',
          '=',
          eb.selectFrom('channel').select('queueId').where('companyId', '=', companyId).where('id', '=', channelId),
        ),
      ]),
    )
    .orderBy('isDefault')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function queueExists(trx: Trx, companyId: string, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('queue')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function reopeningWindowMs(trx: Trx, companyId: string): Promise<number> {
  const row = await trx
    .selectFrom('company')
    .select('reopeningWindowHours')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return row.reopeningWindowHours * 60 * 60 * 1000;
}

/** Before its conversation, where both are changed: reopening competes with a message of the contact. */
export async function lockContactOf(trx: Trx, companyId: string, conversationId: string): Promise<void> {
  await trx
    .selectFrom('contact')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('conversation')
        .select('contactId')
        .where('companyId', '=', companyId)
        .where('id', '=', conversationId),
    )
    .forNoKeyUpdate()
    .execute();
}

export async function hasOtherCurrent(trx: Trx, companyId: string, conversation: Conversation): Promise<boolean> {
  const row = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', companyId)
    .where('channelId', '=', conversation.channelId)
    .where('threadKey', '=', conversation.threadKey)
    .$if(conversation.threadKey === '', (query) => query.where('contactId', '=', conversation.contactId))
    .where('status', '<>', 'closed')
    .where('id', '<>', conversation.id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function snoozedUntil(trx: Trx, companyId: string, id: string): Promise<Date | null> {
  const row = await trx
    .selectFrom('conversation')
    .select('snoozedUntil')
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.snoozedUntil ?? null;
}

/** Those of `ids` that are tags, in the catalog's order. */
export async function knownTags(trx: Trx, companyId: string, ids: readonly string[]): Promise<string[]> {
  const uuids = ids.filter((id) => UUID.test(id));
  if (uuids.length === 0) return [];
  const rows = await trx
    .selectFrom('tag')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', 'in', uuids)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
