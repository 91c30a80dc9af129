import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import { visibleTo } from '../conversations/index.ts';
import type { Trx } from '../db/index.ts';
import type { StoredFile } from './files.ts';

export async function mediaById(trx: Trx, companyId: string, mediaId: string) {
  return trx
    .selectFrom('media')
    .select(['id', 'messageId', 'state', 'mime', 'fileName', 'sizeBytes'])
    .where('companyId', '=', companyId)
    .where('id', '=', mediaId)
    .executeTakeFirst();
}

/** The state of a file in a conversation that the viewer sees. */
export async function visibleMedia(trx: Trx, viewer: Actor, mediaId: string): Promise<{ state: string } | undefined> {
  return trx
    .selectFrom('media')
    .innerJoin('message', (on) =>
      on.onRef('message.companyId', '=', 'media.companyId').onRef('message.id', '=', 'media.messageId'),
    )
    .innerJoin('conversation', (on) =>
      on
        .onRef('conversation.companyId', '=', 'message.companyId')
        .onRef('conversation.id', '=', 'message.conversationId'),
    )
    .select('media.state')
    .where('media.companyId', '=', viewer.companyId)
    .where('media.id', '=', mediaId)
    .where(visibleTo(viewer))
    .executeTakeFirst();
}

export async function markStored(trx: Trx, companyId: string, mediaId: string, file: StoredFile): Promise<void> {
  await trx
    .updateTable('media')
    .set({ state: 'stored', sizeBytes: file.sizeBytes, sha256: file.sha256, error: null })
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
  await sql`
    update message m
    set content = jsonb_set(m.content, '{media}', m.content -> 'media'
      || jsonb_build_object('state', f.state, 'mime', f.mime)
      || case when f.size_bytes is null then '{}'::jsonb else jsonb_build_object('sizeBytes', f.size_bytes) end)
    from media f
    where f.company_id = ${companyId} and f.id = ${mediaId}
      and m.company_id = f.company_id and m.id = f.message_id and m.content ? 'media'`.execute(trx);
}
