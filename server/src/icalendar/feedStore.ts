import type { Trx } from '../db/index.ts';

export type Feed = { id: string; resourceId: string; sealed: string; createdAt: Date; lastReadAt: Date | null };

const select = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('calendarFeed')
    .select(['id', 'resourceId', 'sealed', 'createdAt', 'lastReadAt'])
    .where('companyId', '=', companyId);

export const feedsOf = (trx: Trx, companyId: string): Promise<Feed[]> =>
  select(trx, companyId).orderBy('resourceId').execute();

export async function feedByHash(trx: Trx, companyId: string, hash: Buffer): Promise<Feed | null> {
  return (await select(trx, companyId).where('hash', '=', hash).executeTakeFirst()) ?? null;
}

/** In the place of the one that the resource had. */
export async function replaceFeed(
  trx: Trx,
  companyId: string,
  feed: { id: string; resourceId: string; hash: Buffer; sealed: string; createdBy: string },
): Promise<void> {
  await deleteFeed(trx, companyId, feed.resourceId);
  await trx
    .insertInto('calendarFeed')
    .values({ companyId, ...feed })
    .execute();
}

export async function deleteFeed(trx: Trx, companyId: string, resourceId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('calendarFeed')
    .where('companyId', '=', companyId)
    .where('resourceId', '=', resourceId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function noteRead(trx: Trx, companyId: string, id: string, now: Date): Promise<void> {
  await trx
    .updateTable('calendarFeed')
    .set({ lastReadAt: now })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}
