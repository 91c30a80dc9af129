import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { discardDeadLetters, listDeadLetters, resendDeadLetters } from './deadLetters.ts';
import { resendMessage } from './delivery.ts';

const tags = ['deliveries'];
const path = '/central-atendimento/entregas-falhas/';

const deadLetterFace = z.object({
  messageId: z.uuid(),
  conversationId: z.uuid(),
  contactName: z.string(),
  channelId: z.uuid(),
  channelKind: z.string(),
  state: z.enum(['FAILED_PERMANENT', 'unknown']),
  errorCode: z.string(),
  errorDetail: z.string(),
  attempts: z.number().int(),
  kind: z.string(),
  text: z.string(),
  authorName: z.string(),
  conversationStatus: z.string(),
  createdAt: z.iso.datetime(),
  failedAt: z.iso.datetime(),
});
const some = z.object({ messageIds: z.array(z.uuid()).min(1).max(200) });
const undone = z.object({ undone: z.array(z.object({ messageId: z.uuid(), code: z.string() })) });

/** What did not reach a platform (INB-20). */
export const deliveriesRouter = router({
  failed: permitted('deadLetters.manage')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List messages that did not arrive, newest first' } })
    .input(
      z.object({ cursor: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    )
    .output(z.object({ items: z.array(deadLetterFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => {
          const page = await listDeadLetters(trx, ctx.actor, { cursor: cursor ?? null, limit });
          const items = page.items.map(
            ({ state, settledAt, createdAt, errorCode, errorDetail, authorName, ...rest }) => ({
              ...rest,
              state: z.enum(['FAILED_PERMANENT', 'unknown']).parse(state),
              errorCode: errorCode ?? '',
              errorDetail: errorDetail ?? '',
              authorName: authorName ?? '',
              createdAt: createdAt.toISOString(),
              failedAt: settledAt.toISOString(),
            }),
          );
          return { items, nextCursor: page.nextCursor };
        },
        { readOnly: true },
      ),
    ),

  /** One's own, from the conversation. */
  resend: permitted('conversation.reply')
    .input(z.object({ messageId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => resendMessage(trx, ctx.actor, input)),
    ),

  resendMany: permitted('deadLetters.manage')
    .meta({ openapi: { method: 'POST', path: `${path}reenviar/`, tags, summary: 'Send messages again' } })
    .input(some)
    .output(undone)
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => ({
        undone: await resendDeadLetters(trx, ctx.actor, input.messageIds),
      })),
    ),

  discard: permitted('deadLetters.manage')
    .meta({ openapi: { method: 'POST', path: `${path}descartar/`, tags, summary: 'Take messages off the list' } })
    .input(some)
    .output(undone)
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => ({
        undone: await discardDeadLetters(trx, ctx.actor, input.messageIds),
      })),
    ),
});
