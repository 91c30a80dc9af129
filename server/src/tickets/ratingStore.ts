import type { Rating } from '@balcao/domain';
import { sql } from 'kysely';
import type { Trx } from '../db/index.ts';

export type AskedTicket = {
  id: string;
  queueId: string;
  conversationId: string;
  askedAt: Date;
  rating: number | null;
  ratedAt: Date | null;
  hasComment: boolean;
};

/** The ticket of a contact on a channel that was asked about last; `undefined`: none was, since `from`. */
export async function lastAsked(
  trx: Trx,
  companyId: string,
  { contactId, channelId, from }: { contactId: string; channelId: string; from: Date },
): Promise<AskedTicket | undefined> {
  return trx
    .selectFrom('ticket as t')
    .innerJoin('conversation as c', (join) =>
      join.onRef('c.companyId', '=', 't.companyId').onRef('c.id', '=', 't.conversationId'),
    )
    .select(['t.id', 't.queueId', 't.conversationId', 't.rating', 't.ratedAt'])
    .select(sql<Date>`t.rating_asked_at`.as('askedAt'))
    .select(sql<boolean>`t.rating_comment <> ''`.as('hasComment'))
    .where('t.companyId', '=', companyId)
    .where('t.contactId', '=', contactId)
    .where('c.channelId', '=', channelId)
    .where('t.ratingAskedAt', '>', from)
    .orderBy('t.ratingAskedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function saveRating(
  trx: Trx,
  companyId: string,
  ticketId: string,
  { rating, comment, at }: { rating: Rating; comment: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('ticket')
    .set({ rating, ratingComment: comment, ratedAt: at })
    .where('companyId', '=', companyId)
    .where('id', '=', ticketId)
    .execute();
}

export async function saveComment(trx: Trx, companyId: string, ticketId: string, comment: string): Promise<void> {
  await trx
    .updateTable('ticket')
    .set({ ratingComment: comment })
    .where('companyId', '=', companyId)
    .where('id', '=', ticketId)
    .execute();
}
