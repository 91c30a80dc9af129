import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import type { LiveRow } from './events.ts';

/** The newest number of a company's feed: what comes after it is news. */
export async function placeInFeed(trx: Trx, companyId: string): Promise<number> {
  const row = await trx
    .selectFrom('feed')
    .select('seq')
    .where('companyId', '=', companyId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** Ids of messages that changed after `since`, oldest first, and the number that the last of all entries has. */
export async function changedMessages(trx: Trx, companyId: string, since: number, limit: number) {
  const rows = await trx
    .selectFrom('feed')
    .select(['rowId', 'seq', 'kind', 'gone'])
    .where('companyId', '=', companyId)
    .where('seq', '>', since)
    .orderBy('seq')
    .limit(limit)
    .execute();
  const ids = rows.flatMap(({ kind, gone, rowId }) => (kind === 'messages' && !gone ? [rowId] : []));
  return { ids, upTo: rows.at(-1)?.seq ?? since, isWhole: rows.length < limit };
}

/** Of these messages, those that `viewer` may see, in the order given; of one conversation where it is named. */
export async function liveRows(
  trx: Trx,
  viewer: Actor,
  ids: readonly string[],
  conversationId: string | null,
): Promise<LiveRow[]> {
  if (ids.length === 0) return [];
  let query = trx
    .selectFrom('message as m')
    .innerJoin('conversation', (on) =>
      on.onRef('conversation.companyId', '=', 'm.companyId').onRef('conversation.id', '=', 'm.conversationId'),
    )
    .innerJoin('contact as c', (on) =>
      on.onRef('c.companyId', '=', 'conversation.companyId').onRef('c.id', '=', 'conversation.contactId'),
    )
    .select(['m.id', 'm.conversationId', 'm.channelId', 'm.direction', 'm.kind', 'm.text', 'm.content', 'm.source'])
    .select(['m.authorId', 'm.status', 'm.createdAt', 'c.id as contactId', 'c.name as contactName'])
    .select(['conversation.channelKind', 'conversation.queueId', 'conversation.assigneeId'])
    .where('m.companyId', '=', viewer.companyId)
    .where('m.id', 'in', ids)
    .where(visibleTo(viewer))
    .orderBy(sql`array_position(${[...ids]}::uuid[], m.id)`);
  if (conversationId !== null) query = query.where('m.conversationId', '=', conversationId);
  return query.execute();
}

export async function sees(trx: Trx, viewer: Actor, conversationId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('conversation')
    .select('id')
    .where('companyId', '=', viewer.companyId)
    .where('id', '=', conversationId)
    .where(visibleTo(viewer))
    .executeTakeFirst();
  return row !== undefined;
}
