import { tellingSettings } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { companyThatTells, saveTellings } from './store.ts';

const path = '/central-atendimento/agenda/confirmacoes/';
const tags = ['agenda'];

export const tellingsRouter = router({
  get: permitted('agenda.manage')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'How contacts are told of their appointments' } })
    .input(z.object({}))
    .output(tellingSettings)
    .query(({ ctx }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => (await companyThatTells(trx, ctx.actor.companyId)).tellings,
        { readOnly: true },
      ),
    ),

  save: permitted('agenda.manage')
    .meta({ openapi: { method: 'PUT', path, tags, summary: 'Change how contacts are told of their appointments' } })
    .input(tellingSettings)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => saveTellings(trx, ctx.actor.companyId, input));
      return {};
    }),
});
