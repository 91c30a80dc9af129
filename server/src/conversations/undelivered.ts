import type { Failure, MessageStatus } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { notifyAnew, settleNotice } from '../sync/index.ts';
import { previewOf } from './messageStore.ts';

type Step = { before: MessageStatus | null; after: MessageStatus; failure: Failure | null };

/**
 * Keeps the author's notice true about a message that did not arrive, or of which nobody knows (INB-20): told when that
 * becomes so, settled when a later status is better or somebody sends it again. Other steps cost nothing.
 */
export async function noteUndelivered(
  trx: Trx,
  companyId: string,
  messageId: string,
  { before, after, failure }: Step,
): Promise<void> {
  if (before === after || !(isTrouble(before) || isTrouble(after))) return;
  const message = await trx
    .selectFrom('message')
    .select(['authorId', 'conversationId', 'text'])
    .where('companyId', '=', companyId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  if (!message?.authorId) return; // the bot's, or a phone's: no console wrote it
  const author = { companyId, userId: message.authorId };
  if (!isTrouble(after)) return settleNotice(trx, author, 'undelivered', messageId);
  const notice = {
    kind: 'undelivered' as const,
    rowId: messageId,
    conversationId: message.conversationId,
    status: after,
    failure: failure && { code: failure.code, detail: failure.detail },
    text: previewOf(message.text),
  };
  await notifyAnew(trx, author, notice, messageId);
}

const isTrouble = (status: MessageStatus | null): status is 'failed' | 'unknown' =>
  status === 'failed' || status === 'unknown';
