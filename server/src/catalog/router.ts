import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { createTag } from './createTag.ts';

/** Names of the console's tokens, so that a tag is readable in every theme. */
export const TAG_COLORS = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'] as const;

export const catalogRouter = router({
  createTag: permitted('tag.manage')
    .input(z.object({ name: z.string().trim().min(1).max(60), color: z.enum(TAG_COLORS).default('grey') }))
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => createTag(trx, ctx.actor, input)),
    ),
});
