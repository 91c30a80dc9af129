import { type ChannelKind, capabilitiesOf, Refusal } from '@balcao/domain';
import { type MarkRow, markId } from '@balcao/replica';
import { sql } from 'kysely';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { addWork } from '../jobs/index.ts';
import { readLaneKey } from './readTold.ts';
import { visibleTo } from './scope.ts';

/**
 * What a user keeps about a conversation: read so far, pinned, draft. Every device of theirs writes the same row.
 * @param hasRead more was read than before.
 * @throws Refusal `record.notFound` for a conversation that is not theirs to see, or a mark that is somebody else's
 */
export async function saveMark(
  trx: Trx,
  actor: Actor,
  mark: MarkRow,
  { hasRead }: { hasRead: boolean } = { hasRead: false },
): Promise<void> {
  if (mark.userId !== actor.userId || mark.id !== markId(actor.userId, mark.conversationId)) {
    throw new Refusal({ code: 'record.notFound', record: 'mark', id: mark.id });
  }
  const conversation = await trx
    .selectFrom('conversation')
    .select(['id', 'channelKind', 'inboundCount'])
    .where('companyId', '=', actor.companyId)
    .where('id', '=', mark.conversationId)
    .where(visibleTo(actor))
    .executeTakeFirst();
  if (!conversation) throw new Refusal({ code: 'record.notFound', record: 'conversation', id: mark.conversationId });
  const { readCount, markedUnread, pinned, draftIsNote, draftMail } = mark;
  const values = {
    readCount,
    markedUnread,
    pinned,
    draft: mark.draft.replaceAll('\0', '').toWellFormed(),
    draftIsNote,
    draftMail: draftMail && JSON.stringify(draftMail).replaceAll('\\u0000', ''),
  };
  await trx
    .insertInto('mark')
    .values({
      companyId: actor.companyId,
      id: mark.id,
      userId: actor.userId,
      conversationId: mark.conversationId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict.columns(['companyId', 'id']).doUpdateSet({ ...values, updatedAt: sql<Date>`clock_timestamp()` }),
    )
    .execute();
  // Somebody has read everything: the contact may know (readLane.ts tells it once).
  const { tellsRead } = capabilitiesOf(conversation.channelKind as ChannelKind);
  if (hasRead && tellsRead && readCount >= conversation.inboundCount) {
    await addWork(trx, actor.companyId, [readLaneKey(conversation.id)]);
  }
}
