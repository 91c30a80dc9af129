import { ROLES } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, procedure, router } from '../trpc.ts';
import { setAvailability } from './setAvailability.ts';
import { AVAILABILITIES, usersAfter } from './store.ts';

const availability = z.enum(AVAILABILITIES);
const user = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  availability,
  active: z.boolean(),
  queueIds: z.array(z.uuid()),
});

export const usersRouter = router({
  list: permitted('user.read')
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(user), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => {
          const items = await usersAfter(trx, ctx.actor.companyId, cursor ?? null, limit);
          return { items, nextCursor: items.length < limit ? null : (items.at(-1)?.id ?? null) };
        },
        { readOnly: true },
      ),
    ),

  setAvailability: procedure
    .input(z.object({ availability }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => setAvailability(trx, ctx.actor, input));
      return {};
    }),
});
