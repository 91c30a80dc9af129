import { identitiesOf } from '../contacts/index.ts';
import { type Delivery, type Message, providerIdOf } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import type { FileLinks, MediaFiles } from '../media/index.ts';
import type { OutgoingMessage } from './adapter.ts';
import type { CredentialKeys } from './credentials.ts';
import { outgoingContent } from './outgoingContent.ts';
import { outgoingThread } from './outgoingThread.ts';
import { accountOf } from './store.ts';

export type Prepared = {
  delivery: Delivery;
  /** `null`: it is about a message that never reached the platform. */
  message: OutgoingMessage | null;
  channel: Awaited<ReturnType<typeof accountOf>>;
};

/** Everything that an adapter needs to send a message, read in one transaction. */
export async function prepareMessage(
  trx: Trx,
  companyId: string,
  { message, delivery }: { message: Message; delivery: Delivery },
  { credentialKeys, files, linkTo }: { credentialKeys: CredentialKeys; files: MediaFiles; linkTo: FileLinks },
): Promise<Prepared> {
  const conversation = await trx
    .selectFrom('conversation')
    .select(['contactId', 'lastInboundAt', 'threadKey'])
    .where('companyId', '=', companyId)
    .where('id', '=', message.conversationId)
    .executeTakeFirstOrThrow();
  const content = await outgoingContent(message.content, {
    companyId,
    files,
    linkTo,
    providerIdOf: (messageId) => providerIdOf(trx, companyId, messageId),
  });
  return {
    delivery,
    channel: await accountOf(trx, credentialKeys, companyId, message.channelId),
    message: content && {
      ourId: message.id,
      to: await identitiesOf(trx, companyId, conversation.contactId),
      content,
      quotedProviderId: message.replyToId === null ? null : await providerIdOf(trx, companyId, message.replyToId),
      lastInboundAt: conversation.lastInboundAt?.getTime() ?? null,
      ...(conversation.threadKey ? { thread: await outgoingThread(trx, companyId, message) } : {}),
    },
  };
}
