import type { SystemEvent } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import type { Trx } from '../db/index.ts';
import { insertMessage, insertMessages } from './messageStore.ts';

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

/** The same for many conversations, in one statement: a burst of tickets is given in one transaction. */
export async function addManyToTimeline(
  trx: Trx,
  companyId: string,
  entries: readonly { conversation: { id: string; channelId: string }; event: SystemEvent }[],
  at: Date,
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ conversation, event }) => ({
    id: newRowId(),
    conversationId: conversation.id,
    channelId: conversation.channelId,
    direction: 'system' as const,
    content: { kind: 'system' as const, event },
    source: 'system' as const,
    createdAt: at,
  }));
  await insertMessages(trx, companyId, rows);
}
