import type { SystemEvent } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { insertMessage } from './messageStore.ts';

/** Adds an entry to a conversation's timeline (INB-17), where the thread shows it between the messages. */
export async function addToTimeline(
  trx: Trx,
  companyId: string,
  conversation: { id: string; channelId: string },
  event: SystemEvent,
  at: Date = new Date(),
): Promise<void> {
  await insertMessage(trx, companyId, {
    id: newRowId(),
    conversationId: conversation.id,
    channelId: conversation.channelId,
    direction: 'system',
    content: { kind: 'system', event },
    source: 'system',
    createdAt: at,
  });
}
