import type { MessageContent } from '@balcao/domain';
import type { MessageRow } from '@balcao/replica';
import type { Collections } from '@balcao/replica/client';
import type { MangoQuery } from 'rxdb';
import { useLiveQuery } from '../../../replica/index.ts';

type Mail = Extract<MessageContent, { kind: 'email' }>;

/** A thread is read from its newest end; one with more mails of ours in a row than this is answered to the contact. */
const LATEST = 30;

/** The mail that an answer goes to, as the server finds it (server/src/conversations/mailContent.ts). */
export function useAnsweredMail(conversationId: string, quoted: MessageRow | null): Mail | null {
  const { rows } = useLiveQuery(({ messages }) => messages.find(latestIn(conversationId)), [conversationId]);
  return answeredOf(rows, quoted);
}

/** The same, looked up once. */
export async function answeredMail(
  { messages }: Collections,
  conversationId: string,
  quoted: MessageRow | null,
): Promise<Mail | null> {
  return answeredOf(await messages.find(latestIn(conversationId)).exec(), quoted);
}

const latestIn = (conversationId: string): MangoQuery<MessageRow> => ({
  selector: { conversationId },
  sort: [{ conversationId: 'asc' }, { recency: 'asc' }],
  limit: LATEST,
});

const answeredOf = (rows: readonly MessageRow[], quoted: MessageRow | null): Mail | null =>
  theirMail(quoted) ?? rows.map(theirMail).find((mail) => mail !== null) ?? null;

/** An absence note or a mail server's words are not whom one answers. */
function theirMail(row: MessageRow | null): Mail | null {
  const isTheirs = row?.direction === 'in' && row.content.kind === 'email' && row.content.automatic === null;
  return isTheirs && row.content.kind === 'email' ? row.content : null;
}
