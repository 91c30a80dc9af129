import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

/** A message that did not arrive, as the list shows it. */
export type DeadLetter = {
  messageId: string;
  conversationId: string;
  contactName: string;
  channelId: string;
  channelKind: string;
  /** `unknown`: nobody knows whether it arrived. */
  state: string;
  errorCode: string | null;
  errorDetail: string | null;
  attempts: number;
  kind: string;
  text: string;
  authorName: string | null;
  conversationStatus: string;
  createdAt: Date;
  settledAt: Date;
};

/** Where a page ends: the last row's time, in the database's own precision, and id. */
export type DeadLetterCursor = { settledAt: string; messageId: string };

export async function deadLettersAfter(
  trx: Trx,
  companyId: string,
  after: DeadLetterCursor | null,
  limit: number,
): Promise<(DeadLetter & { cursorAt: string })[]> {
  const { rows } = await sql<DeadLetter & { cursorAt: string }>`
    select dead.message_id, dead.conversation_id, contact.name as contact_name, channel.id as channel_id,
      channel.kind as channel_kind, dead.state, dead.error_code, dead.error_detail, dead.attempts, message.kind,
      left(message.text, 300) as text, author.name as author_name, conversation.status as conversation_status,
      dead.created_at, dead.settled_at, dead.settled_at::text as cursor_at
    from (
      select * from delivery
      where company_id = ${companyId} and state in ('FAILED_PERMANENT', 'unknown')
        and (${after === null} or (settled_at, message_id) < (${after?.settledAt ?? null}::timestamptz, ${after?.messageId ?? null}::uuid))
      order by settled_at desc, message_id desc limit ${limit}
    ) dead
    join message on message.company_id = dead.company_id and message.id = dead.message_id
    join conversation on conversation.company_id = dead.company_id and conversation.id = dead.conversation_id
    join contact on contact.company_id = conversation.company_id and contact.id = conversation.contact_id
    join channel on channel.company_id = message.company_id and channel.id = message.channel_id
    left join user_account author on author.company_id = message.company_id and author.id = message.author_id
    order by dead.settled_at desc, dead.message_id desc
  `.execute(trx);
  return rows;
}
