import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { linkMedia } from './linkMedia.ts';

export const mediaRouter = router({
  /** An address that opens the file for an hour or two, for an image, a player or a download. */
  link: permitted('conversation.read')
    .input(z.object({ mediaId: z.uuid() }))
    .output(z.object({ url: z.url(), expiresAt: z.iso.datetime() }))
    .query(async ({ ctx, input: { mediaId } }) => {
      const secret = ctx.config.jwtSecret;
      const { token, expiresAt } = await inCompany(
        ctx.database,
        ctx.actor.companyId,
        (trx) => linkMedia(trx, ctx.actor, { mediaId, secret, now: new Date() }),
        { readOnly: true },
      );
      return { url: `${ctx.origin}/media/${token}`, expiresAt: expiresAt.toISOString() };
    }),
});
