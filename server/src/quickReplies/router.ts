import { LONGEST_SHORTCUT } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { removeQuickReply } from './removeQuickReply.ts';
import { saveQuickReply } from './saveQuickReply.ts';
import { countUses, insertUses } from './store.ts';

const tags = ['quickReplies'];
const path = '/central-atendimento/respostas-rapidas/';
const byId = z.object({ id: z.uuid() });
const DAY_MS = 86_400_000;
/** Counted over so many days: what was used a lot last year says little about today. */
const COUNTED_DAYS = 90;

const reply = byId
  .extend({
    isCompanys: z.boolean(),
    name: z.string().trim().min(1).max(80),
    shortcut: z.string().trim().min(1).max(LONGEST_SHORTCUT),
    text: z.string().max(4_096),
    mediaIds: z.array(z.uuid()).max(5).default([]),
  })
  .refine(({ text, mediaIds }) => text.trim() !== '' || mediaIds.length > 0, { path: ['text'], message: 'empty' });

/** What a console told while it was offline comes in one piece. */
const uses = z.object({
  uses: z.array(byId.extend({ quickReplyId: z.uuid(), at: z.iso.datetime() })).max(500),
});

export const quickRepliesRouter = router({
  /** Makes or changes; the caller chooses the id. */
  save: permitted('conversation.reply')
    .meta({ openapi: { method: 'PUT', path: `${path}{id}/`, tags, summary: 'Make or change a quick reply' } })
    .input(reply)
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => saveQuickReply(trx, ctx.actor, input));
      return { id: input.id };
    }),
  remove: permitted('conversation.reply')
    .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: 'Take a quick reply away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeQuickReply(trx, ctx.actor, input.id));
      return {};
    }),
  used: permitted('conversation.reply')
    .input(uses)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      const told = input.uses.map(({ at, ...use }) => ({ ...use, at: new Date(at) }));
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => insertUses(trx, ctx.actor, told));
      return {};
    }),
  counts: permitted('conversation.read')
    .output(z.array(z.object({ quickReplyId: z.uuid(), uses: z.number().int() })))
    .query(({ ctx }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        (trx) => countUses(trx, ctx.actor, new Date(Date.now() - COUNTED_DAYS * DAY_MS)),
        { readOnly: true },
      ),
    ),
});
