import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { companyOf } from './about.ts';

export const bookingPageRouter = router({
  /** What the addresses of the company's public pages begin with; a type's own word follows. */
  base: permitted('agenda.read')
    .output(z.object({ base: z.url() }))
    .query(async ({ ctx }) => {
      const { domain } = await inCompany(
        ctx.database,
        ctx.actor.companyId,
        (trx) => companyOf(trx, ctx.actor.companyId),
        { readOnly: true },
      );
      return { base: `${ctx.config.publicUrl ?? ctx.origin}/agendar/${domain}/` };
    }),
});
