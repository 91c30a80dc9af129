import { waitingWish } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { permitted, router } from '../trpc.ts';
import { declineOffer, leaveList, takeOffer } from './answerOffer.ts';
import { waitFor } from './waitFor.ts';

const path = '/central-atendimento/agenda/espera/';
const tags = ['agenda'];
const byId = z.object({ id: z.uuid() });

export const waitingRouter = router({
  add: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Put a contact on the waiting list' } })
    .input(
      z.object({
        typeId: z.uuid(),
        contactId: z.uuid(),
        /** The one that is to be earlier. */
        appointmentId: z.uuid().nullish(),
        wish: waitingWish,
        notes: z.string().trim().max(1_000).default(''),
      }),
    )
    .output(byId)
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => {
        const id = keyedId(ctx);
        const wish = waitingWish.parse(input.wish);
        return waitFor(trx, ctx.actor, {
          ...input,
          wish,
          appointmentId: input.appointmentId ?? null,
          ...(id ? { id } : {}),
        });
      }),
    ),

  /** For somebody who said so on the telephone. */
  take: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/aceitar/`, tags, summary: 'Take what is offered to them' } })
    .input(byId)
    .output(z.object({ appointmentId: z.uuid() }))
    .mutation(({ ctx, input: { id } }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => takeOffer(trx, ctx.actor, id, new Date())),
    ),

  decline: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/recusar/`, tags, summary: 'Not that one; they wait on' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => declineOffer(trx, ctx.actor, id));
      return {};
    }),

  remove: permitted('agenda.book')
    .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: 'Take them off the waiting list' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => leaveList(trx, ctx.actor, id));
      return {};
    }),
});
