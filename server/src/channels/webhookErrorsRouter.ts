import { z } from 'zod';
import { permitted, router } from '../trpc.ts';
import { listWebhookErrors, replayWebhookError } from './webhookErrors.ts';

const tags = ['channels'];
const path = '/central-atendimento/erros-webhook/';

/** What platforms delivered and nobody could handle (INB-07, INB-09). */
export const webhookErrorsRouter = router({
  list: permitted('webhookErrors.read')
    .meta({
      openapi: { method: 'GET', path, tags, summary: 'List deliveries that could not be handled, newest first' },
    })
    .input(
      z.object({
        cursor: z.coerce.number().int().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.number().int(),
            channelId: z.uuid().nullable(),
            channelKind: z.string(),
            error: z.string(),
            attempts: z.number().int(),
            correlationId: z.string(),
            receivedAt: z.iso.datetime(),
            payload: z.unknown(),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
    )
    .query(async ({ ctx, input: { cursor, limit } }) => {
      const page = await listWebhookErrors(ctx.database, ctx.actor, { cursor: cursor ?? null, limit });
      const items = page.items.map(({ settledAt: _whenItFailed, error, receivedAt, ...rest }) => ({
        ...rest,
        error: error ?? '',
        receivedAt: receivedAt.toISOString(),
      }));
      return { items, nextCursor: page.nextCursor };
    }),

  replay: permitted('webhookErrors.read')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/repetir/`, tags, summary: 'Handle a delivery again' } })
    .input(z.object({ id: z.coerce.number().int() }))
    .output(z.object({ id: z.number().int() }))
    .mutation(async ({ ctx, input: { id } }) => {
      await replayWebhookError(ctx.database, ctx.actor, id);
      return { id };
    }),
});
