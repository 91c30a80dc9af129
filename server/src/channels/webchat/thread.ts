import type { MessageContent } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../../db/index.ts';
import { mediaToken } from '../../media/index.ts';
import { providerIdOf } from './parse.ts';
import type { Visitor } from './visitorToken.ts';

/** A message as its visitor sees it. `clientId` is the visitor's own id of what they wrote. */
export type VisitorMessage = {
  id: string;
  clientId: string | null;
  from: 'visitor' | 'company';
  author: string;
  text: string;
  /** `url` is a path of this server; `null` while the file is not there. */
  file: { url: string | null; name: string; mime: string } | null;
  at: number;
};
export type VisitorThread = { conversationId: string | null; isClosed: boolean; messages: VisitorMessage[] };

/** What a widget shows at most; older ones are the company's to look up. */
const MOST = 200;

/**
 * Everything between this visitor and the company over this chat, oldest first: never notes, never the timeline, never
 * another channel's, and what the company wrote only once it was sent.
 */
export async function threadOf(trx: Trx, visitor: Visitor, secret: Uint8Array): Promise<VisitorThread> {
  const { companyId, channelId, visitorId } = visitor;
  const conversations = await trx
    .selectFrom('conversation')
    .innerJoin('contactIdentity', (join) =>
      join
        .onRef('contactIdentity.companyId', '=', 'conversation.companyId')
        .onRef('contactIdentity.contactId', '=', 'conversation.contactId'),
    )
    .select(['conversation.id', 'conversation.status'])
    .where('conversation.companyId', '=', companyId)
    .where('conversation.channelId', '=', channelId)
    .where('contactIdentity.kind', '=', 'webchat')
    .where('contactIdentity.value', '=', visitorId)
    .orderBy('conversation.openedAt', 'desc')
    .execute();
  const latest = conversations[0];
  if (!latest) return { conversationId: null, isClosed: false, messages: [] };
  const rows = await trx
    .selectFrom('message')
    .leftJoin('userAccount', (join) =>
      join.onRef('userAccount.companyId', '=', 'message.companyId').onRef('userAccount.id', '=', 'message.authorId'),
    )
    .select([
      'message.id',
      'message.direction',
      'message.text',
      'message.content',
      'message.providerId',
      'message.createdAt',
      'message.deletedAt',
      'userAccount.name as author',
    ])
    .where('message.companyId', '=', companyId)
    .where(
      'message.conversationId',
      'in',
      conversations.map(({ id }) => id),
    )
    .where('message.direction', 'in', ['in', 'out'])
    .where(sql<boolean>`(message.direction = 'in' or message.status in ('sent', 'delivered', 'read'))`)
    .orderBy('message.createdAt', 'desc')
    .orderBy('message.id', 'desc')
    .limit(MOST)
    .execute();
  const prefix = providerIdOf(visitorId, '');
  const messages = rows.toReversed().map((row): VisitorMessage => {
    const content = row.content as unknown as MessageContent; // what the conversations feature wrote
    return {
      id: row.id,
      clientId: row.providerId?.startsWith(prefix) ? row.providerId.slice(prefix.length) : null,
      from: row.direction === 'in' ? 'visitor' : 'company',
      author: (row.author ?? '').split(' ')[0] ?? '',
      text: row.deletedAt
        ? ''
        : content.kind === 'text'
          ? content.text
          : 'caption' in content
            ? content.caption
            : row.text,
      file: row.deletedAt ? null : fileOf(content, companyId, secret),
      at: row.createdAt.getTime(),
    };
  });
  return { conversationId: latest.id, isClosed: latest.status === 'closed', messages };
}

function fileOf(content: MessageContent, companyId: string, secret: Uint8Array): VisitorMessage['file'] {
  if (!('media' in content)) return null;
  const { mediaId, state, mime, fileName = '' } = content.media;
  const url = state === 'stored' ? `/media/${mediaToken(secret, { companyId, mediaId }, new Date()).token}` : null;
  return { url, name: fileName, mime };
}

/** Whether anybody sits at the desk. */
export async function isAttended(trx: Trx, companyId: string): Promise<boolean> {
  const found = await trx
    .selectFrom('userAccount')
    .select('id')
    .where('companyId', '=', companyId)
    .where('availability', '=', 'online')
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
