import { type MessageContent, textOf } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { keepChange } from './earlyStore.ts';
import { insertMedia, withPlacesForFiles } from './mediaStore.ts';
import {
  lockMessage,
  lockProviderId,
  type Message,
  messageIdByProviderId,
  refreshLastMessage,
  updateMessage,
} from './messageStore.ts';
import { withReaction } from './reactions.ts';
import type { ReceivedChange, ReceivedContent } from './received.ts';
import { lockConversation } from './store.ts';

/** A reaction, an edit, a revocation or a late file, put onto the message that it names; kept where that has not come. */
export async function applyChange(
  trx: Trx,
  companyId: string,
  channelId: string,
  event: ReceivedChange,
): Promise<void> {
  await lockProviderId(trx, channelId, event.targetProviderId);
  const message = await messageIdByProviderId(trx, companyId, channelId, event.targetProviderId);
  if (!message) return keepChange(trx, companyId, channelId, event);
  await lockConversation(trx, companyId, message.conversationId);
  await settleChange(trx, companyId, await lockMessage(trx, companyId, message.id), event);
}

/** Conversation and message are locked. */
export async function settleChange(
  trx: Trx,
  companyId: string,
  message: Message,
  event: ReceivedChange,
): Promise<void> {
  const { change } = event;
  switch (change.kind) {
    case 'reaction': {
      const reaction = { emoji: change.emoji, from: event.by, at: event.at, id: event.providerId };
      const reactions = withReaction(message.reactions, reaction);
      await updateMessage(trx, companyId, message.id, { reactions: JSON.stringify(reactions) });
      return;
    }
    case 'edit':
      if (isAuthor(event, message)) await edit(trx, companyId, message, change.content, new Date(event.at));
      return;
    case 'revoke':
      if (isAuthor(event, message) && !message.deletedAt) {
        await updateMessage(trx, companyId, message.id, { deletedAt: new Date(event.at) });
        await refreshLastMessage(trx, companyId, message.conversationId, message.id, { text: '' });
      }
      return;
    case 'file':
      return bringFile(trx, companyId, message, change.content);
  }
}

/** People change their own messages only: a contact what came in, the phone what went out. */
const isAuthor = (event: ReceivedChange, message: Message): boolean =>
  message.direction === (event.by === 'contact' ? 'in' : 'out');

/** The latest edit stands, whichever comes last. A file stays; an edit changes what is written beside it. */
async function edit(trx: Trx, companyId: string, message: Message, edited: ReceivedContent, at: Date): Promise<void> {
  if (message.editedAt && message.editedAt >= at) return;
  const content = contentAfterEdit(message.content, edited);
  if (!content) return;
  const text = textOf(content);
  await updateMessage(trx, companyId, message.id, { content: JSON.stringify(content), text, editedAt: at });
  if (!message.deletedAt) {
    await refreshLastMessage(trx, companyId, message.conversationId, message.id, { text });
  }
}

function contentAfterEdit(content: MessageContent, edited: ReceivedContent): MessageContent | null {
  if (edited.kind === 'text' && content.kind === 'text') return edited;
  if ('caption' in edited && 'caption' in content) return { ...content, caption: edited.caption };
  return null; // an edit makes no other kind of message of it
}

/** Imported history names its files only afterwards; the placeholder becomes what it stood for. */
async function bringFile(trx: Trx, companyId: string, message: Message, received: ReceivedContent): Promise<void> {
  if (message.content.kind !== 'unsupported' || message.content.platformKind !== 'media_placeholder') return;
  const { content, files } = withPlacesForFiles(received);
  if (files.length === 0) return;
  const text = textOf(content);
  await updateMessage(trx, companyId, message.id, { kind: content.kind, content: JSON.stringify(content), text });
  for (const file of files) await insertMedia(trx, companyId, message, file);
  await refreshLastMessage(trx, companyId, message.conversationId, message.id, { kind: content.kind, text });
}
