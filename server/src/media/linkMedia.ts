import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { mediaToken } from './links.ts';
import { visibleMedia } from './store.ts';

/**
 * A link for somebody who sees the conversation that the file was sent in, or who uploaded it.
 * @throws Refusal `record.notFound` (also where the actor may not know of it), `media.notReady` before it is in our store
 */
export async function linkMedia(
  trx: Trx,
  actor: Actor,
  { mediaId, secret, now }: { mediaId: string; secret: Uint8Array; now: Date },
): Promise<{ token: string; expiresAt: Date; hasThumbnail: boolean }> {
  const media = await visibleMedia(trx, actor, mediaId);
  if (!media) throw new Refusal({ code: 'record.notFound', record: 'media', id: mediaId });
  if (media.state !== 'stored') throw new Refusal({ code: 'media.notReady', mediaId, state: media.state });
  const link = mediaToken(secret, { companyId: actor.companyId, mediaId }, now);
  return { ...link, hasThumbnail: media.hasThumbnail };
}
