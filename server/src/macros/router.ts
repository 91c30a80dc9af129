import { macroActions } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { permitted, router } from '../trpc.ts';
import { runMacro } from './runMacro.ts';
import { removeMacro, saveMacro } from './saveMacro.ts';

const tags = ['macros'];
const path = '/central-atendimento/macros/';
const byId = z.object({ id: z.uuid() });

export const macrosRouter = router({
  /** Makes or changes; the caller chooses the id. */
  save: permitted('conversation.reply')
    .meta({ openapi: { method: 'PUT', path: `${path}{id}/`, tags, summary: 'Make or change a macro' } })
    .input(byId.extend({ isCompanys: z.boolean(), name: z.string().trim().min(1).max(80), actions: macroActions }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => saveMacro(trx, ctx.actor, input));
      return { id: input.id };
    }),
  remove: permitted('conversation.reply')
    .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: 'Take a macro away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeMacro(trx, ctx.actor, input.id));
      return {};
    }),
  run: permitted('conversation.reply')
    .meta({
      openapi: { method: 'POST', path: `${path}{id}/executar/`, tags, summary: 'Run a macro on a conversation' },
    })
    .input(byId.extend({ conversationId: z.uuid(), runId: z.uuid().optional() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id, conversationId, runId } }) => {
      const run = { macroId: id, conversationId, runId: runId ?? keyedId(ctx) ?? ctx.correlationId, now: Date.now() };
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => runMacro(trx, ctx.actor, run));
      return {};
    }),
});
