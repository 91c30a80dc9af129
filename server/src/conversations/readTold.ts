import type { Trx } from '../db/index.ts';

const PREFIX = 'read:';

/** The lane in which a platform is told what was read of a conversation. */
export const readLaneKey = (conversationId: string): string => `${PREFIX}${conversationId}`;
export const conversationOfReadLane = (key: string): string => key.slice(PREFIX.length);

export type NewestInbound = { messageId: string; providerId: string; channelId: string };

/** The contact's newest message that the platform has a name for: to have read it is to have read all before it. */
export async function newestInbound(
  trx: Trx,
  companyId: string,
  conversationId: string,
): Promise<NewestInbound | undefined> {
  const row = await trx
    .selectFrom('message')
    .select(['id as messageId', 'providerId', 'channelId'])
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .where('direction', '=', 'in')
    .where('source', '=', 'contact')
    .where('providerId', 'is not', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row && { ...row, providerId: row.providerId ?? '' };
}

/** @returns undefined when the platform knows already that everything was read. */
export async function untoldInbound(
  trx: Trx,
  companyId: string,
  conversationId: string,
): Promise<NewestInbound | undefined> {
  const newest = await newestInbound(trx, companyId, conversationId);
  if (!newest) return undefined;
  const told = await trx
    .selectFrom('readTold')
    .select('messageId')
    .where('companyId', '=', companyId)
    .where('conversationId', '=', conversationId)
    .executeTakeFirst();
  return told?.messageId === newest.messageId ? undefined : newest;
}

export async function noteReadTold(
  trx: Trx,
  companyId: string,
  conversationId: string,
  messageId: string,
): Promise<void> {
  await trx
    .insertInto('readTold')
    .values({ companyId, conversationId, messageId })
    .onConflict((conflict) => conflict.columns(['companyId', 'conversationId']).doUpdateSet({ messageId }))
    .execute();
}
