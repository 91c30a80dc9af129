import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { Database, Trx } from '../db/index.ts';
import type { StoredFile } from './files.ts';
import type { PictureSize } from './thumbnail.ts';

export async function mediaById(trx: Trx, companyId: string, mediaId: string) {
  return trx
    .selectFrom('media')
    .select(['id', 'messageId', 'state', 'mime', 'fileName', 'sizeBytes', 'hasThumbnail'])
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .executeTakeFirst();
}

/** What the message says that a file came with. */
export async function contentOfMedia(trx: Trx, companyId: string, mediaId: string) {
  return trx
    .selectFrom('media')
    .innerJoin('message', (on) =>
      on.onRef('message.companyId', '=', 'media.companyId').onRef('message.id', '=', 'media.messageId'),
    )
    .select('message.content')
    .where('media.companyId', '=', companyId)
    .where('media.id', '=', mediaId)
    .executeTakeFirst();
}

/** A file in a conversation that the viewer sees, one of a quick reply of theirs, or one that they uploaded and have not sent. */
export async function visibleMedia(
  trx: Trx,
  viewer: Actor,
  mediaId: string,
): Promise<{ state: string; hasThumbnail: boolean } | undefined> {
  return trx
    .selectFrom('media')
    .leftJoin('message', (on) =>
      on.onRef('message.companyId', '=', 'media.companyId').onRef('message.id', '=', 'media.messageId'),
    )
    .leftJoin('conversation', (on) =>
      on
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .leftJoin('quickReply', (on) =>
      on
        .onRef('quickReply.companyId', '=', 'media.companyId')
        .onRef('quickReply.id', '=', 'media.quickReplyId')
        .on(({ or, eb }) => or([eb('quickReply.ownerId', 'is', null), eb('quickReply.ownerId', '=', viewer.userId)])),
    )
    .select(['media.state', 'media.hasThumbnail'])
    .where('media.companyId', '=', viewer.companyId)
    .where('media.id', '=', mediaId)
    .where(({ or, and, eb }) =>
      or([
        and([eb('conversation.id', 'is not', null), visibleTo(viewer)]),
        and([eb('media.messageId', 'is', null), eb('media.uploadedBy', '=', viewer.userId)]),
        eb('quickReply.id', 'is not', null),
      ]),
    )
    .executeTakeFirst();
}

export async function markStored(
  trx: Trx,
  companyId: string,
  mediaId: string,
  file: StoredFile,
  picture: PictureSize | null,
): Promise<void> {
  await trx
    .updateTable('media')
    .set({ state: 'stored', sizeBytes: file.sizeBytes, sha256: file.sha256, error: null })
    .$if(picture !== null, (query) => query.set({ ...picture, hasThumbnail: true }))
    .$if(file.detectedMime !== null, (query) => query.set({ mime: file.detectedMime ?? '' }))
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .execute();
  await tellMessage(trx, companyId, mediaId);
}

export async function markFailed(trx: Trx, companyId: string, mediaId: string, error: string): Promise<void> {
  await trx
    .updateTable('media')
    .set({ state: 'failed', error })
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .execute();
  await tellMessage(trx, companyId, mediaId);
}

/** A console reads the file's state in its message (Media of packages/domain), so a change of one is a change of the other. */
async function tellMessage(trx: Trx, companyId: string, mediaId: string): Promise<void> {
  const changed = sql`jsonb_strip_nulls(jsonb_build_object('state', f.state, 'mime', f.mime, 'sizeBytes', f.size_bytes,
    'width', f.width, 'height', f.height, 'hasThumbnail', nullif(f.has_thumbnail, false),
    'lostFor', case when f.state <> 'failed' then null when f.error like 'media.isProgram%' then 'program'
      when f.error like 'media.tooLarge%' then 'tooLarge' end))`;
  await sql`
    update message m
    set content = case when m.content ? 'media'
      then jsonb_set(m.content, '{media}', m.content -> 'media' || ${changed})
      else jsonb_set(m.content, '{files}', (
        select jsonb_agg(case when one ->> 'mediaId' = f.id::text then one || ${changed} else one end order by place)
        from jsonb_array_elements(m.content -> 'files') with ordinality as each (one, place))) end
    from media f
    where f.company_id = ${companyId} and f.id = ${mediaId} and m.company_id = f.company_id and m.id = f.message_id
      and (m.content ? 'media' or jsonb_array_length(m.content -> 'files') > 0)`.execute(trx);
}

export type NewUpload = {
  companyId: string;
  mediaId: string;
  userId: string;
  mime: string;
  fileName: string | null;
  file: StoredFile;
  picture: PictureSize | null;
  durationS: number | null;
  /** 64 steps from 0 to 99. */
  waveform: number[] | null;
};

/** Twice is once: the answer to the first may have been lost. */
export async function insertUpload(trx: Trx, upload: NewUpload): Promise<void> {
  const { companyId, mediaId, userId, mime, fileName, file, picture, durationS, waveform } = upload;
  await trx
    .insertInto('media')
    .values({
      companyId,
      id: mediaId,
      uploadedBy: userId,
      state: 'stored',
      mime,
      fileName,
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      durationS,
      waveform,
      ...picture,
      hasThumbnail: picture !== null,
    })
    .onConflict((conflict) => conflict.columns(['companyId', 'id']).doNothing())
    .execute();
}

/** Ids of files that were uploaded before `before` and never sent, over all companies. */
export async function unsentBefore(database: Database, before: Date, most: number) {
  const { rows } = await sql<{ companyId: string; id: string }>`
    select company_id, id from unsent_media(${before}, ${most})`.execute(database.kysely);
  return rows;
}

/** Forgets a file, unless it was sent meanwhile; says whether it did. */
export async function deleteUnsent(trx: Trx, companyId: string, mediaId: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('media')
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .where('messageId', 'is', null)
    .where('quickReplyId', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
