import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';

export type FileOfReply = { mediaId: string; fileName: string; mime: string; sizeBytes: number };
export type ReplyValues = { name: string; shortcut: string; text: string; files: FileOfReply[] };

/** One of the company's or the actor's own, locked; colleagues' own do not exist for anybody else. */
export async function lockReply(trx: Trx, { companyId, userId }: Actor, id: string) {
  return trx
    .selectFrom('quickReply')
    .select(['id', 'ownerId'])
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', userId)]))
    .forUpdate()
    .executeTakeFirst();
}

/** @returns false where another of the same owner has the shortcut. */
export async function insertReply(
  trx: Trx,
  companyId: string,
  { id, ownerId, files, ...rest }: ReplyValues & { id: string; ownerId: string | null },
): Promise<boolean> {
  const row = await trx
    .insertInto('quickReply')
    .values({ companyId, id, ownerId, ...rest, files: JSON.stringify(files) })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function isShortcutTaken(
  trx: Trx,
  companyId: string,
  { id, ownerId, shortcut }: { id: string; ownerId: string | null; shortcut: string },
): Promise<boolean> {
  const row = await trx
    .selectFrom('quickReply')
    .select('id')
    .where('companyId', '=', companyId)
    .where('ownerId', 'is not distinct from', ownerId)
    .where('shortcut', '=', shortcut)
    .where('id', '<>', id)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateReply(
  trx: Trx,
  companyId: string,
  { id, files, ...rest }: ReplyValues & { id: string },
): Promise<void> {
  await trx
    .updateTable('quickReply')
    .set({ ...rest, files: JSON.stringify(files) })
    .where('companyId', '=', companyId)
    .where('id', '=', id)
    .execute();
}

export async function deleteReply(trx: Trx, companyId: string, id: string): Promise<void> {
  await trx.deleteFrom('quickReply').where('companyId', '=', companyId).where('id', '=', id).execute();
}

/** Stored files that may stand in a reply: the actor's own unsent ones, and those that are in it already. */
export async function filesFor(
  trx: Trx,
  { companyId, userId }: Actor,
  replyId: string,
  mediaIds: readonly string[],
): Promise<FileOfReply[]> {
  if (mediaIds.length === 0) return [];
  const rows = await trx
    .selectFrom('media')
    .select(['id', 'fileName', 'mime', 'sizeBytes'])
    .where('companyId', '=', companyId)
    .where('id', 'in', [...mediaIds])
    .where('state', '=', 'stored')
    .where((eb) =>
      eb.or([
        eb('quickReplyId', '=', replyId),
        eb.and([eb('uploadedBy', '=', userId), eb('messageId', 'is', null), eb('quickReplyId', 'is', null)]),
      ]),
    )
    .forUpdate()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return mediaIds.flatMap((mediaId) => {
    const row = byId.get(mediaId);
    return row
      ? [{ mediaId, fileName: row.fileName ?? '', mime: row.mime, sizeBytes: Number(row.sizeBytes ?? 0) }]
      : [];
  });
}

/** These files are the reply's, and no others. What it lets go is swept like anything that was never sent. */
export async function keepFiles(
  trx: Trx,
  companyId: string,
  replyId: string,
  mediaIds: readonly string[],
): Promise<void> {
  const isKept: RawBuilder<boolean> = sql<boolean>`id = any(${[...mediaIds]}::uuid[])`;
  await trx
    .updateTable('media')
    .set({ quickReplyId: null })
    .where('companyId', '=', companyId)
    .where('quickReplyId', '=', replyId)
    .where((eb) => eb.not(isKept))
    .execute();
  await trx
    .updateTable('media')
    .set({ quickReplyId: replyId })
    .where('companyId', '=', companyId)
    .where(isKept)
    .execute();
}

export type Use = { id: string; quickReplyId: string; at: Date };

/** Only of replies that are there and the user's to use; one told before is passed by. */
export async function insertUses(trx: Trx, { companyId, userId }: Actor, uses: readonly Use[]): Promise<void> {
  await sql`
    insert into quick_reply_use (company_id, id, quick_reply_id, user_id, at)
    select ${companyId}, use.id, reply.id, ${userId}, least(use.at, now())
    from unnest(${uses.map(({ id }) => id)}::uuid[], ${uses.map(({ quickReplyId }) => quickReplyId)}::uuid[],
      ${uses.map(({ at }) => at.toISOString())}::timestamptz[]) as use (id, quick_reply_id, at)
    join quick_reply reply on reply.company_id = ${companyId} and reply.id = use.quick_reply_id
      and (reply.owner_id is null or reply.owner_id = ${userId})
    on conflict (company_id, id) do nothing`.execute(trx);
}

/** How often each of the replies that the user sees was used since, the never used left out. */
export async function countUses(
  trx: Trx,
  { companyId, userId }: Actor,
  since: Date,
): Promise<{ quickReplyId: string; uses: number }[]> {
  return trx
    .selectFrom('quickReply as reply')
    .innerJoin('quickReplyUse as use', (on) =>
      on
        .onRef('use.companyId', '=', 'reply.companyId')
        .onRef('use.quickReplyId', '=', 'reply.id')
        .on('use.at', '>=', since),
    )
    .select(['reply.id as quickReplyId', sql<number>`count(*)::int`.as('uses')])
    .where('reply.companyId', '=', companyId)
    .where((eb) => eb.or([eb('reply.ownerId', 'is', null), eb('reply.ownerId', '=', userId)]))
    .groupBy('reply.id')
    .execute();
}
