import { type ChannelKind, capabilitiesOf, type MessageContent, Refusal } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { countMessage, insertMessage, type NewMessage } from './messageStore.ts';
import { clock, queueDelivery, requireOpenWay } from './sendMessage.ts';
import type { Conversation } from './store.ts';

export type Told = Extract<MessageContent, { kind: 'text' | 'list' | 'template' }>;

/**
 * Says something by itself, in nobody's name: a place in line, opening times, a question about the service. It is no
 * answer: the promises to the contact stand. The conversation is locked, and may be closed.
 *
 * @returns false where it cannot be said: the reply window is over, the channel is switched off, or it is mail, whose
 *   automatic answers answer each other.
 */
export async function tellContact(
  trx: Trx,
  companyId: string,
  conversation: Conversation,
  content: Told,
): Promise<boolean> {
  const kind = conversation.channelKind as ChannelKind;
  if (capabilitiesOf(kind).isMail) return false;
  try {
    await requireOpenWay(trx, companyId, { ...conversation, status: 'open' }, content.kind);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  const message: NewMessage = {
    id: newRowId(),
    conversationId: conversation.id,
    channelId: conversation.channelId,
    direction: 'out',
    content,
    source: 'system',
    status: 'pending',
    createdAt: await clock(trx),
  };
  await insertMessage(trx, companyId, message);
  await countMessage(trx, companyId, message, { unread: false });
  await queueDelivery(trx, companyId, message);
  return true;
}
