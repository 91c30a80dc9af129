/** The demo's rows, written in few statements: thousands of single inserts would be the slowest part of the first start. */
import { phoneMatchKey, textOf } from '@balcao/domain';
import { markId } from '@balcao/replica';
import type { Insertable } from 'kysely';
import type { DB, Trx } from '../db/index.ts';
import type { PlannedContact } from './plan.ts';
import type { PlannedConversation, PlannedMessage } from './planConversation.ts';

/** PostgreSQL takes 65,535 parameters a statement; a message has 20. */
const ROWS_A_STATEMENT = 1_000;

async function insertAll<Table extends keyof DB & string>(
  trx: Trx,
  table: Table,
  rows: readonly Insertable<DB[Table]>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await trx
      .insertInto(table)
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

export async function insertContacts(trx: Trx, companyId: string, contacts: readonly PlannedContact[]): Promise<void> {
  await insertAll(
    trx,
    'contact',
    contacts.map((contact) => ({ companyId, ...contact, createdAt: contact.lastContactAt })),
  );
  await insertAll(
    trx,
    'contactIdentity',
    contacts.map(({ id, phone }) => {
      const value = phone.replace('+', '');
      return { companyId, kind: 'whatsapp', value, matchKey: phoneMatchKey(value) ?? value, contactId: id };
    }),
  );
}

export async function insertConversations(
  trx: Trx,
  companyId: string,
  channelId: string,
  conversations: readonly PlannedConversation[],
): Promise<void> {
  await insertAll(
    trx,
    'conversation',
    conversations.map(({ messages, files, unread, tagIds, lastMessage, ...conversation }) => ({
      ...conversation,
      companyId,
      channelId,
      channelKind: 'whatsapp',
      tags: tagIds,
      lastMessage: JSON.stringify(lastMessage),
      waitingHuman: unread > 0,
    })),
  );
  await insertAll(
    trx,
    'message',
    conversations.flatMap(({ messages }) => messages.map((each) => messageRow(companyId, channelId, each))),
  );
  await insertAll(
    trx,
    'media',
    conversations.flatMap(({ files }) =>
      files.map(({ id, messageId, fileName }) => ({
        companyId,
        id,
        messageId,
        channelId,
        providerId: id,
        mime: 'application/octet-stream',
        fileName,
      })),
    ),
  );
  await insertAll(
    trx,
    'delivery',
    conversations.flatMap(({ messages }) => messages.flatMap((each) => deadLetterOf(companyId, each))),
  );
}

const FAILURE = { code: '131026', detail: 'Message undeliverable' };

function messageRow(companyId: string, channelId: string, message: PlannedMessage): Insertable<DB['message']> {
  const { content, reactions, status, createdAt, ...rest } = message;
  const went = status === 'sent' || status === 'delivered' || status === 'read';
  return {
    ...rest,
    companyId,
    channelId,
    kind: content.kind,
    text: textOf(content),
    content: JSON.stringify(content),
    status,
    failure: status === 'failed' ? JSON.stringify(FAILURE) : null,
    reactions: JSON.stringify(reactions),
    providerId: message.direction === 'in' || went ? `wamid.demo.${message.id}` : null,
    createdAt,
    sentAt: went ? createdAt : null,
    deliveredAt: status === 'delivered' || status === 'read' ? createdAt : null,
    readAt: status === 'read' ? createdAt : null,
    failedAt: status === 'failed' ? createdAt : null,
  };
}

/** What failed for good, or may or may not have gone out, waits for a person (INB-20). */
function deadLetterOf(
  companyId: string,
  { id, conversationId, status, createdAt }: PlannedMessage,
): Insertable<DB['delivery']>[] {
  if (status !== 'failed' && status !== 'unknown') return [];
  const failed = status === 'failed';
  return [
    {
      companyId,
      messageId: id,
      conversationId,
      state: failed ? 'FAILED_PERMANENT' : 'unknown',
      attempts: 1,
      errorCode: failed ? FAILURE.code : null,
      errorDetail: failed ? FAILURE.detail : null,
      correlationId: `demo-${id}`,
      createdAt,
      settledAt: createdAt,
    },
  ];
}

/** Everybody has read everything but what came after the desk's last word. */
export async function insertMarks(
  trx: Trx,
  companyId: string,
  userIds: readonly string[],
  conversations: readonly PlannedConversation[],
): Promise<void> {
  await insertAll(
    trx,
    'mark',
    userIds.flatMap((userId) =>
      conversations.map((conversation, position) => ({
        companyId,
        id: markId(userId, conversation.id),
        userId,
        conversationId: conversation.id,
        readCount: Math.max(0, conversation.inboundCount - conversation.unread),
        pinned: position === 5,
      })),
    ),
  );
}
