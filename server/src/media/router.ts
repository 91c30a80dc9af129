import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { linkMedia } from './linkMedia.ts';

export const mediaRouter = router({
  /** Addresses that open the file, and its smaller picture, for an hour or two: for an image, a player or a download. */
  link: permitted('conversation.read')
    .input(z.object({ mediaId: z.uuid() }))
    .output(z.object({ url: z.url(), smallUrl: z.url(), expiresAt: z.iso.datetime() }))
    .query(async ({ ctx, input: { mediaId } }) => {
      const secret = ctx.config.jwtSecret;
      const { token, expiresAt, hasThumbnail } = await inCompany(
        ctx.database,
        ctx.actor.companyId,
        (trx) => linkMedia(trx, ctx.actor, { mediaId, secret, now: new Date() }),
        { readOnly: true },
      );
      const url = `${ctx.origin}/media/${token}`;
      return { url, smallUrl: hasThumbnail ? `${url}?size=small` : url, expiresAt: expiresAt.toISOString() };
    }),
});
