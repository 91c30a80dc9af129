import { Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { queueById, queuesAfter } from './store.ts';

const queue = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  isDefault: z.boolean(),
  position: z.number().int(),
  memberIds: z.array(z.uuid()),
});
const tags = ['queues'];

export const queuesRouter = router({
  list: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path: '/central-atendimento/filas/', tags, summary: 'List queues' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(queue), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => {
          const items = await queuesAfter(trx, ctx.actor.companyId, cursor ?? null, limit);
          return { items, nextCursor: items.length < limit ? null : (items.at(-1)?.id ?? null) };
        },
        { readOnly: true },
      ),
    ),

  get: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path: '/central-atendimento/filas/{id}/', tags, summary: 'Read a queue' } })
    .input(z.object({ id: z.uuid() }))
    .output(queue)
    .query(async ({ ctx, input: { id } }) => {
      const { companyId } = ctx.actor;
      const found = await inCompany(ctx.database, companyId, (trx) => queueById(trx, companyId, id), {
        readOnly: true,
      });
      if (!found) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
      return found;
    }),
});
