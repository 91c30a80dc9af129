import type { Trx } from '../db/index.ts';
import type { OutgoingThread } from './adapter.ts';

/** A chain of more references only makes headers longer; the root and the latest are what mail programs look at. */
const LATEST = 10;

/** What ties a message to the thread that it is said in. */
export async function outgoingThread(
  trx: Trx,
  companyId: string,
  { id, conversationId }: { id: string; conversationId: string },
): Promise<OutgoingThread> {
  const { threadKey, authorName } = await trx
    .selectFrom('message')
    .innerJoin('conversation', (join) =>
      join
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .leftJoin('userAccount', (join) =>
      join.onRef('userAccount.companyId', '=', 'message.companyId').onRef('userAccount.id', '=', 'message.authorId'),
    )
    .select(['conversation.threadKey', 'userAccount.name as authorName'])
    .where('message.companyId', '=', companyId)
    .where('message.id', '=', id)
    .executeTakeFirstOrThrow();
  const said = await trx
    .selectFrom('message')
    .select('providerId')
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .where('providerId', 'is not', null)
    .where('id', '<>', id)
    .orderBy('createdAt', 'desc')
    .limit(LATEST)
    .execute();
  const latest = said.toReversed().flatMap(({ providerId }) => (providerId === null ? [] : [providerId]));
  return { referenceIds: [...new Set([threadKey, ...latest])], authorName: authorName ?? '' };
}
