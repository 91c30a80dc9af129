import { randomUUID } from 'node:crypto';
import { type ChannelKind, type Direction, REPLY_WINDOW_MS, Refusal, replyWindow } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { answered, assignTicket, changePromises } from '../tickets/index.ts';
import { insertDelivery } from './deliveryStore.ts';
import { countMessage, insertMessage, type NewMessage } from './messageStore.ts';
import { noteMentions } from './noteMentions.ts';
import { contentFor, type Wish } from './outgoingWish.ts';
import { outLaneKey } from './outLane.ts';
import { react } from './reactions.ts';
import { type Conversation, updateConversation } from './store.ts';
import { takeFromProgram } from './takeFromProgram.ts';
import { addToTimeline } from './timeline.ts';
import { dropTurn } from './turns.ts';
import { attachUpload } from './uploadedFile.ts';
import { conversationFor } from './visibleConversation.ts';

export type SendMessageInput = Wish & {
  /** The client's id: however often it is sent, there is one message (INB-20). */
  id?: string;
  conversationId: string;
  replyToId?: string | null;
  source?: 'console' | 'api';
  correlationId?: string;
};

/**
 * Puts a message into its conversation and, unless it is a note, into the lane to the platform. A reply claims a
 * conversation that is nobody's (INB-14).
 *
 * @throws Refusal `message.empty`, `message.tooLong`, `message.windowClosed`, `message.unchangeable`,
 *   `message.kindNotSupported`, `message.invalidPart`, `message.notReactable`, `template.notUsable`,
 *   `contact.optedOut`, `media.tooLarge`, `conversation.closed`,
 *   `channel.inactive`, `record.notFound`, `auth.notPermitted`
 */
export async function sendMessage(trx: Trx, actor: Actor, input: SendMessageInput): Promise<{ messageId: string }> {
  const id = input.id ?? newRowId();
  // Before anything is asked about the conversation: it may have left its author's sight since, and the message is there.
  if (await isSentAlready(trx, actor, id, input.conversationId)) return { messageId: id };
  const conversation = await conversationFor(trx, actor, input.conversationId);
  // Once more under its lock: the same message may have come over two connections at once.
  if (await isSentAlready(trx, actor, id, conversation.id)) return { messageId: id };

  const content = await contentFor(trx, actor, conversation, input);
  if (input.kind !== 'note') await requireOpenWay(trx, actor.companyId, conversation, input.kind);
  const replyToId = input.replyToId ? await quotedIn(trx, actor.companyId, conversation.id, input.replyToId) : null;

  const direction: Direction = input.kind === 'note' ? 'note' : 'out';
  const message: NewMessage = {
    id,
    conversationId: conversation.id,
    channelId: conversation.channelId,
    direction,
    content,
    source: input.source ?? 'console',
    authorId: actor.userId,
    replyToId,
    status: direction === 'out' ? 'pending' : null,
    createdAt: await clock(trx),
  };
  // A reaction is no answer: it stands on the message that it is for, and moves nothing in the list.
  const isAnswer = direction === 'out' && content.kind !== 'reaction';
  // What a program says while the conversation is its own makes it nobody's.
  const isProgram = conversation.botActive && message.source === 'api';
  if (isAnswer && !isProgram) await claimIfNobodys(trx, actor, conversation, message.createdAt);
  await insertMessage(trx, actor.companyId, message);
  if (input.kind === 'note') await noteMentions(trx, actor, conversation, { id, text: input.text });
  for (const mediaId of filesOf(input)) {
    await attachUpload(trx, actor, { mediaId, messageId: id, channelId: conversation.channelId });
  }
  if (content.kind === 'reaction') await react(trx, actor, message, content);
  await countMessage(trx, actor.companyId, message, {
    unread: false,
    ...(isAnswer ? { waitingHuman: false } : {}),
  });
  // An answer of a program (source `api`) is to the turn before: the one in the making stays.
  if (isAnswer && message.source === 'console') await dropTurn(trx, actor.companyId, conversation.id);
  if (direction === 'out') await queueDelivery(trx, actor.companyId, message, input.correlationId);
  if (isAnswer) await changePromises(trx, actor.companyId, conversation.id, answered, message.createdAt);
  return { messageId: id };
}

/** The uploaded files that go out with it. */
export const filesOf = (wish: Wish): readonly string[] =>
  'mediaIds' in wish ? wish.mediaIds : 'mediaId' in wish && wish.mediaId !== null ? [wish.mediaId] : [];

/** A repeated push of the same message is a success; the same id for anything else is refused. */
async function isSentAlready(trx: Trx, actor: Actor, id: string, conversationId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('message')
    .select(['conversationId', 'authorId'])
    .where('companyId', '=', actor.companyId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return false;
  if (found.conversationId === conversationId && found.authorId === actor.userId) return true;
  throw new Refusal({ code: 'message.unchangeable', messageId: id });
}

export async function requireOpenWay(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  kind: Wish['kind'],
): Promise<void> {
  const conversationId = conversation.id;
  if (conversation.status === 'closed') throw new Refusal({ code: 'conversation.closed', conversationId });
  const channel = await trx
    .selectFrom('channel')
    .select('status')
    .where('companyId', '=', companyId)
    .where('id', '=', conversation.channelId)
    .executeTakeFirstOrThrow();
  // One in error keeps its messages waiting; one that was switched off takes none.
  if (channel.status === 'inactive') throw new Refusal({ code: 'channel.inactive', channelId: conversation.channelId });
  const windowMs = REPLY_WINDOW_MS[conversation.channelKind as ChannelKind];
  if (windowMs === undefined || kind === 'template') return;
  const window = replyWindow(conversation.lastInboundAt?.getTime() ?? null, Date.now(), windowMs);
  if (window.kind === 'templateOnly') {
    throw new Refusal({ code: 'message.windowClosed', conversationId, closedAt: window.closedAt });
  }
}

async function quotedIn(trx: Trx, companyId: string, conversationId: string, messageId: string): Promise<string> {
  const found = await trx
    .selectFrom('message')
    .select('id')
    .where('companyId', '=', companyId)
    .where('id', '=', messageId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'message', id: messageId });
  return found.id;
}

/** The time at which it is this message's turn: several of one transaction would otherwise share one time. */
export async function clock(trx: Trx): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(trx);
  const now = rows[0]?.now;
  if (!now) throw new Error('the database tells no time');
  return now;
}

async function claimIfNobodys(trx: Trx, actor: Actor, conversation: Conversation, at: Date): Promise<void> {
  if (conversation.assigneeId !== null) return;
  await takeFromProgram(trx, actor.companyId, conversation, at);
  await updateConversation(trx, actor.companyId, conversation.id, { assigneeId: actor.userId });
  const { userId } = actor;
  await addToTimeline(trx, actor.companyId, conversation, { type: 'assigned', toUserId: userId, byUserId: userId }, at);
  await assignTicket(trx, actor.companyId, conversation, { userId, at });
}

export async function queueDelivery(
  trx: Trx,
  companyId: string,
  message: NewMessage,
  correlationId?: string,
): Promise<void> {
  await insertDelivery(trx, {
    companyId,
    messageId: message.id,
    conversationId: message.conversationId,
    correlationId: correlationId ?? randomUUID(),
    createdAt: message.createdAt,
  });
  await addWork(trx, companyId, [outLaneKey(message.conversationId)]);
}
