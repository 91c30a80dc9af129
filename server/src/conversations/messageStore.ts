import type { Direction, Failure, MessageContent, MessageSource, MessageStatus } from '@balcao/domain';
import { textOf } from '@balcao/domain';
import { type Insertable, sql, type Updateable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';

/** Rows of `message`, and what a conversation says about its last one. */
export type Message = {
  id: string;
  conversationId: string;
  channelId: string;
  direction: Direction;
  content: MessageContent;
  replyToId: string | null;
  status: MessageStatus | null;
  failure: Failure | null;
  reactions: StoredReaction[];
  providerId: string | null;
  createdAt: Date;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  failedAt: Date | null;
  editedAt: Date | null;
  deletedAt: Date | null;
};

/**
 * `at` and `id` order the changes of one sender; an empty emoji is a reaction that was taken back. `former` is what stood
 * before a reaction of ours, in case the platform refuses it.
 */
export type StoredReaction = { emoji: string; from: string; at: number; id: string; former?: string };

const COLUMNS = [
  'id',
  'conversationId',
  'channelId',
  'direction',
  'content',
  'replyToId',
  'status',
  'failure',
  'reactions',
  'providerId',
  'createdAt',
  'sentAt',
  'deliveredAt',
  'readAt',
  'failedAt',
  'editedAt',
  'deletedAt',
] as const;

/**
 * Whoever speaks of a platform's message id holds this until the end of the transaction: a status that finds no message
 * and the message that finds no status would otherwise miss each other.
 */
export async function lockProviderId(trx: Trx, channelId: string, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`message:${channelId}:${providerId}`}, 0))`.execute(trx);
}

export async function messageIdByProviderId(trx: Trx, companyId: string, channelId: string, providerId: string) {
  const row = await trx
    .selectFrom('message')
    .select(['id', 'conversationId'])
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('providerId', '=', providerId)
    .executeTakeFirst();
  return row ?? null;
}

/** An outbound message of this channel by our own id. */
export async function outboundById(trx: Trx, companyId: string, channelId: string, id: string) {
  const row = await trx
    .selectFrom('message')
    .select(['id', 'conversationId'])
    .where('companyId', '=', companyId)
    .where('channelId', '=', channelId)
    .where('id', '=', id)
    .where('direction', '=', 'out')
    .executeTakeFirst();
  return row ?? null;
}

/** Whether it is a message of this conversation that a platform has, or will have. */
export async function reactableIn(
  trx: Trx,
  companyId: string,
  conversationId: string,
  messageId: string,
): Promise<boolean> {
  const row = await trx
    .selectFrom('message')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', messageId)
    .where('conversationId', '=', conversationId)
    .where('direction', 'in', ['in', 'out'])
    .where('kind', '<>', 'reaction')
    .where('deletedAt', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns `null` while the platform has not taken it. */
export async function providerIdOf(trx: Trx, companyId: string, messageId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('message')
    .select('providerId')
    .where('companyId', '=', companyId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  return row?.providerId ?? null;
}

export async function channelOf(trx: Trx, companyId: string, messageId: string): Promise<string> {
  const row = await trx
    .selectFrom('message')
    .select('channelId')
    .where('companyId', '=', companyId)
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return row.channelId;
}

/** The conversation must be locked already (store.ts). */
export async function lockMessage(trx: Trx, companyId: string, id: string): Promise<Message> {
  const row = await trx
    .selectFrom('message')
    .select(COLUMNS)
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  return row as unknown as Message; // what this feature wrote, read back
}

export type NewMessage = {
  id: string;
  conversationId: string;
  channelId: string;
  direction: Direction;
  content: MessageContent;
  source: MessageSource;
  createdAt: Date;
  authorId?: string | null;
  replyToId?: string | null;
  status?: MessageStatus | null;
  providerId?: string | null;
  inboundItemId?: number | null;
  sentAt?: Date | null;
};

/** @returns false when its id, or its platform's id, is known already: then nothing was written. */
export async function insertMessage(trx: Trx, companyId: string, message: NewMessage): Promise<boolean> {
  const row = storedMessage(companyId, message);
  const inserted = await trx
    .insertInto('message')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Many that nobody has written before. */
export async function insertMessages(trx: Trx, companyId: string, messages: readonly NewMessage[]): Promise<void> {
  await trx
    .insertInto('message')
    .values(messages.map((message) => storedMessage(companyId, message)))
    .execute();
}

const storedMessage = (companyId: string, message: NewMessage): Insertable<DB['message']> => ({
  ...message,
  companyId,
  kind: message.content.kind,
  text: textOf(message.content),
  content: JSON.stringify(message.content),
});

export async function updateMessage(
  trx: Trx,
  companyId: string,
  id: string,
  change: Updateable<DB['message']>,
): Promise<void> {
  await trx.updateTable('message').set(change).where('companyId', '=', companyId).where('id', '=', id).execute();
}

/** Longer previews only make every list row heavier. */
const PREVIEW_LENGTH = 160;

export type LastMessage = {
  id: string;
  direction: Direction;
  kind: MessageContent['kind'];
  text: string;
  status: MessageStatus | '';
  authorId: string;
  at: number;
};

export function lastMessageOf(message: NewMessage): LastMessage {
  return {
    id: message.id,
    direction: message.direction,
    kind: message.content.kind,
    text: previewOf(textOf(message.content)),
    status: message.status ?? '',
    authorId: message.authorId ?? '',
    at: message.createdAt.getTime(),
  };
}

/** Cut between characters, not inside one. */
export const previewOf = (text: string): string =>
  text
    .slice(0, PREVIEW_LENGTH)
    .toWellFormed()
    .replace(/\uFFFD$/, '');

/**
 * Counts a message into its conversation.
 * @param inboundAt when the contact wrote it, where that opens the reply window.
 */
export async function countMessage(
  trx: Trx,
  companyId: string,
  message: NewMessage,
  effect: { unread: boolean; inboundAt?: Date; waitingHuman?: boolean },
): Promise<void> {
  const last = lastMessageOf(message);
  const counts = message.direction === 'in' || message.direction === 'out';
  await trx
    .updateTable('conversation')
    .set({
      messageCount: counts ? sql`message_count + 1` : sql`message_count`,
      inboundCount: effect.unread ? sql`inbound_count + 1` : sql`inbound_count`,
      ...(message.content.kind === 'reaction' && message.direction === 'out'
        ? {}
        : {
            lastMessage: sql`case when coalesce((last_message->>'at')::bigint, 0) <= ${last.at} then ${JSON.stringify(last)}::jsonb else last_message end`,
            lastActivityAt: sql<Date>`greatest(last_activity_at, ${message.createdAt})`,
          }),
      ...(effect.inboundAt ? { lastInboundAt: sql<Date>`greatest(last_inbound_at, ${effect.inboundAt})` } : {}),
      ...(effect.waitingHuman === undefined ? {} : { waitingHuman: effect.waitingHuman }),
    })
    .where('companyId', '=', companyId)
    .where('id', '=', message.conversationId)
    .execute();
}

/** What the list shows of a message that changed, where it is the conversation's last. */
export async function refreshLastMessage(
  trx: Trx,
  companyId: string,
  conversationId: string,
  messageId: string,
  change: Partial<Pick<LastMessage, 'text' | 'kind' | 'status'>>,
): Promise<void> {
  const shown = change.text === undefined ? change : { ...change, text: previewOf(change.text) };
  await trx
    .updateTable('conversation')
    .set({ lastMessage: sql`last_message || ${JSON.stringify(shown)}::jsonb` })
    .where('companyId', '=', companyId)
    .where('id', '=', conversationId)
    .where(sql`last_message->>'id'`, '=', messageId)
    .execute();
}
