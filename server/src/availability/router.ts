import { AVAILABILITIES } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { procedure, router } from '../trpc.ts';
import { chooseAvailability } from './chooseAvailability.ts';

export const availabilityRouter = router({
  choose: procedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/central-atendimento/usuarios/{userId}/disponibilidade/',
        tags: ['users'],
        summary: 'Say whether somebody takes work; of others as a supervisor',
      },
    })
    .input(z.object({ userId: z.uuid(), availability: z.enum(AVAILABILITIES) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => chooseAvailability(trx, ctx.actor, input));
      return {};
    }),
});
