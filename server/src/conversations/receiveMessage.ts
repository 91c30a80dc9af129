import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { answered, changePromises, ticketAfterInbound } from '../tickets/index.ts';
import { applyEarly } from './early.ts';
import { insertMedia, withPlacesForFiles } from './mediaStore.ts';
import { countMessage, insertMessage, lockProviderId, messageIdByProviderId, type NewMessage } from './messageStore.ts';
import { placeMessage } from './placeMessage.ts';
import type { Origin, ReceivedMessage } from './received.ts';
import { type Channel, updateConversation } from './store.ts';
import { takeVerdict, verdictOf } from './takeRating.ts';
import { dropTurn, joinTurn } from './turns.ts';

export type Received = {
  companyId: string;
  channel: Channel;
  contactId: string;
  /** The inbound item that it came in, and when we had it. */
  itemId: number;
  receivedAt: Date;
};

/** Whether the message is here already. Until the transaction ends nobody else can bring the same one. */
export async function isKnownMessage(
  trx: Trx,
  companyId: string,
  channelId: string,
  providerId: string,
): Promise<boolean> {
  await lockProviderId(trx, channelId, providerId);
  return (await messageIdByProviderId(trx, companyId, channelId, providerId)) !== null;
}

/**
 * Puts a message into its conversation, with everything that came early for it. Call `isKnownMessage` and lock the
 * contact (resolveContact) first.
 *
 * Messages stand by the time at which we had them, since only our clock orders what platform and consoles write;
 * imported history stands by the platform's time (INB-27).
 */
export async function receiveMessage(trx: Trx, received: Received, event: ReceivedMessage): Promise<void> {
  const { companyId, channel, receivedAt } = received;
  const platformTime = new Date(Math.min(event.at, receivedAt.getTime()));
  const at = event.origin.kind === 'history' ? platformTime : receivedAt;
  const thread = event.thread && { ...event.thread, ownId: event.providerId };
  const place = { companyId, contactId: received.contactId, channel, at, thread };
  const about = { contactId: received.contactId, channelId: channel.id, at };
  const verdict = await verdictOf(trx, companyId, about, event);
  const conversation = verdict?.conversation ?? (await placeMessage(trx, place, event.origin));
  const quoted = event.quotedProviderId
    ? await messageIdByProviderId(trx, companyId, channel.id, event.quotedProviderId)
    : null;

  const { content, files } = withPlacesForFiles(event.content);
  const message: NewMessage = {
    id: newRowId(),
    conversationId: conversation.id,
    channelId: channel.id,
    content,
    ...sideOf(event.origin, platformTime),
    createdAt: at,
    replyToId: quoted?.id ?? null,
    providerId: event.providerId,
    inboundItemId: received.itemId,
  };
  await insertMessage(trx, companyId, message);
  for (const file of files) await insertMedia(trx, companyId, message, file);
  await countMessage(
    trx,
    companyId,
    message,
    verdict ? { unread: true, inboundAt: platformTime } : effectOf(event.origin, platformTime, conversation.botActive),
  );
  if (event.origin.kind === 'history' && conversation.status === 'closed')
    await stretch(trx, companyId, conversation, at);
  await applyEarly(trx, companyId, channel.id, message);
  if (verdict)
    return takeVerdict(trx, companyId, { ...verdict, conversation: { ...conversation, lastInboundAt: at } }, at);
  // Neither history nor what the phone wrote is work for a queue.
  if (event.origin.kind === 'contact') {
    await joinTurn(trx, companyId, { conversationId: conversation.id, messageId: message.id, at });
    if (!conversation.botActive) await ticketAfterInbound(trx, companyId, conversation, at);
  }
  if (event.origin.kind === 'phone') {
    if (conversation.botActive) await updateConversation(trx, companyId, conversation.id, { botActive: false });
    await dropTurn(trx, companyId, conversation.id);
    await changePromises(trx, companyId, conversation.id, answered, at);
  }
}

function sideOf(origin: Origin, at: Date): Pick<NewMessage, 'direction' | 'source' | 'status' | 'sentAt'> {
  switch (origin.kind) {
    case 'contact':
    case 'automatic':
      return { direction: 'in', source: 'contact' };
    case 'phone':
      return { direction: 'out', source: 'phone', status: 'sent', sentAt: at };
    case 'history':
      return origin.direction === 'in'
        ? { direction: 'in', source: 'history' }
        : { direction: 'out', source: 'history', status: origin.status, sentAt: at };
  }
}

/**
 * Only what the contact wrote just now is unread and opens the reply window; an answer from the phone is an answer. While
 * a program has the conversation nobody has to.
 */
function effectOf(origin: Origin, at: Date, botActive: boolean): Parameters<typeof countMessage>[3] {
  switch (origin.kind) {
    case 'contact':
      return { unread: true, inboundAt: at, waitingHuman: !botActive };
    case 'automatic':
      return { unread: true };
    case 'phone':
      return { unread: false, waitingHuman: false };
    case 'history':
      return { unread: false };
  }
}

/** An imported conversation lasted from its first message to its last, in whatever order they come. */
async function stretch(trx: Trx, companyId: string, conversation: { id: string; closedAt: Date | null }, at: Date) {
  if (conversation.closedAt && conversation.closedAt < at) {
    await updateConversation(trx, companyId, conversation.id, { closedAt: at });
  }
}
