import { messageContentSchema } from '@balcao/domain';
import type { Trx } from '../db/index.ts';
import { filled, mailCatalogue } from '../mailCatalogue.ts';
import type { OutgoingThread } from './adapter.ts';

/** A chain of more references only makes headers longer; the root and the latest are what mail programs look at. */
const LATEST = 10;

/** UTF-16 units. Longer than that, nobody reads what an answer repeats, and every answer would carry all of it again. */
const QUOTED_LIMIT = 20_000;

/** What ties a message to the thread that it is said in. */
export async function outgoingThread(
  trx: Trx,
  companyId: string,
  message: { id: string; conversationId: string; replyToId: string | null },
): Promise<OutgoingThread> {
  const { id, conversationId, replyToId } = message;
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
  return {
    referenceIds: [...new Set([threadKey, ...latest])],
    authorName: authorName ?? '',
    quoted: replyToId === null ? null : await quotedIn(trx, companyId, replyToId),
  };
}

/** The answered message as mail programs introduce and repeat it, in the company's words and by its clock. */
async function quotedIn(trx: Trx, companyId: string, messageId: string): Promise<OutgoingThread['quoted']> {
  const row = await trx
    .selectFrom('message')
    .innerJoin('company', 'company.id', 'message.companyId')
    .select(['message.content', 'message.createdAt', 'company.language', 'company.zone'])
    .where('message.companyId', '=', companyId)
    .where('message.id', '=', messageId)
    .executeTakeFirst();
  const content = messageContentSchema.safeParse(row?.content).data;
  if (!row || content?.kind !== 'email' || content.text === '') return null;
  const { address, name } = content.from;
  const clock = new Intl.DateTimeFormat(row.language, { dateStyle: 'short', timeStyle: 'short', timeZone: row.zone });
  const who = name ? `${name} <${address}>` : address;
  return {
    introduction: filled(mailCatalogue(row.language).quoting, { when: clock.format(row.createdAt), who }),
    text: content.text.slice(0, QUOTED_LIMIT).toWellFormed(),
  };
}
