import { FUNNEL_SOURCES, funnelShape, LANGUAGES } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { exportFunnel } from './exportFunnel.ts';
import { funnel } from './funnel.ts';

const line = z.object({ key: z.string(), figures: funnelShape });
const wish = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  typeId: z.uuid().optional(),
  resourceId: z.uuid().optional(),
  source: z.enum(FUNNEL_SOURCES).optional(),
});

/** For whoever may read reports, as they are the company's sums and nobody's names. */
export const funnelRouter = router({
  read: permitted('queue.read')
    .input(wish)
    .output(
      z.object({
        total: line,
        byDay: z.array(line),
        bySource: z.array(line),
        byType: z.array(line),
        byResource: z.array(line),
      }),
    )
    .query(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => funnel(trx, ctx.actor.companyId, input)),
    ),

  export: permitted('queue.read')
    .input(wish.extend({ language: z.enum(LANGUAGES) }))
    .output(z.object({ fileName: z.string(), mime: z.string(), base64: z.string() }))
    .query(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => exportFunnel(trx, ctx.actor.companyId, input)),
    ),
});
