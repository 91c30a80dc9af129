import { webhookEventType } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { attemptLog } from './attemptLog.ts';
import {
  createEndpoint,
  editEndpoint,
  type HookGround,
  removeEndpoint,
  resendDelivery,
  rotateSecret,
  testEndpoint,
  theDelivery,
  theEndpoint,
} from './manageEndpoint.ts';
import { DELIVERY_STATES, type Delivery, deliveriesOf, ENDPOINT_STATES, type Endpoint, endpointsOf } from './store.ts';

const tags = ['webhooks'];
const base = '/central-atendimento/webhooks';
const manage = permitted('webhook.manage');
const moment = z.iso.datetime();
const url = z.string().trim().min(1).max(2_000);
const description = z.string().trim().max(200);
const events = z.array(webhookEventType).min(1);
const byId = z.object({ id: z.uuid() });
const byDelivery = byId.extend({ deliveryId: z.uuid() });
const paged = { cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) };

const endpoint = z.object({
  id: z.uuid(),
  url: z.string(),
  description: z.string(),
  events: z.array(webhookEventType),
  state: z.enum(ENDPOINT_STATES),
  disabledFor: z.enum(['gone', 'failing']).nullable(),
  failingSince: moment.nullable(),
  lastSuccessAt: moment.nullable(),
  /** While two secrets sign: until when. */
  previousUntil: moment.nullable(),
  createdAt: moment,
});
const delivery = z.object({
  id: z.uuid(),
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  occurredAt: moment,
  /** When it is due; `null` when it is settled. */
  nextAt: moment.nullable(),
  log: attemptLog,
});

const groundOf = ({ config }: Context): HookGround => ({
  credentialKeys: config.credentialKeys,
  open: config.mode === 'development',
});

export const webhooksRouter = router({
  list: manage
    .meta({ openapi: { method: 'GET', path: `${base}/`, tags, summary: 'List outgoing webhooks' } })
    .input(z.object(paged))
    .output(z.object({ items: z.array(endpoint), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const found = await endpointsOf(trx, ctx.actor.companyId, cursor ?? null, limit);
        return { items: found.map(faceOf), nextCursor: found.length < limit ? null : (found.at(-1)?.id ?? null) };
      }),
    ),

  get: manage
    .meta({ openapi: { method: 'GET', path: `${base}/{id}/`, tags, summary: 'Read an outgoing webhook' } })
    .input(byId)
    .output(endpoint)
    .query(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => faceOf(await theEndpoint(trx, ctx.actor, input.id))),
    ),

  create: manage
    .meta({
      openapi: {
        method: 'POST',
        path: `${base}/`,
        tags,
        summary: 'Make an outgoing webhook; its secret is in this answer only',
      },
    })
    .input(z.object({ url, description: description.default(''), events }))
    .output(z.object({ id: z.uuid(), secret: z.string() }))
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => createEndpoint(trx, ctx.actor, input, groundOf(ctx))),
    ),

  edit: manage
    .meta({
      openapi: { method: 'PATCH', path: `${base}/{id}/`, tags, summary: 'Change, pause or resume an outgoing webhook' },
    })
    .input(
      byId.extend({
        url: url.optional(),
        description: description.optional(),
        events: events.optional(),
        /** `false` also switches on again what was switched off for failing. */
        isPaused: z.boolean().optional(),
      }),
    )
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => editEndpoint(trx, ctx.actor, input, groundOf(ctx)));
      return {};
    }),

  remove: manage
    .meta({
      openapi: { method: 'DELETE', path: `${base}/{id}/`, tags, summary: 'Delete an outgoing webhook with its log' },
    })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeEndpoint(trx, ctx.actor, input.id));
      return {};
    }),

  rotate: manage
    .meta({
      openapi: {
        method: 'POST',
        path: `${base}/{id}/trocar-segredo/`,
        tags,
        summary: 'A new secret; the old one signs too for a day',
      },
    })
    .input(byId)
    .output(z.object({ secret: z.string(), previousUntil: moment }))
    .mutation(async ({ ctx, input }) => {
      const { secret, previousUntil } = await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        rotateSecret(trx, ctx.actor, input.id, groundOf(ctx), new Date()),
      );
      return { secret, previousUntil: previousUntil.toISOString() };
    }),

  test: manage
    .meta({ openapi: { method: 'POST', path: `${base}/{id}/testar/`, tags, summary: 'Send a test event' } })
    .input(byId)
    .output(z.object({ deliveryId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, (trx) => testEndpoint(trx, ctx.actor, input.id)),
    ),

  deliveries: manage
    .meta({
      openapi: { method: 'GET', path: `${base}/{id}/entregas/`, tags, summary: 'The delivery log, newest first' },
    })
    .input(byId.extend({ state: z.enum(DELIVERY_STATES).optional(), ...paged }))
    .output(z.object({ items: z.array(delivery), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id, state, cursor, limit } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        await theEndpoint(trx, ctx.actor, id);
        const wish = { endpointId: id, state: state ?? null, before: cursor ?? null, limit };
        const found = await deliveriesOf(trx, ctx.actor.companyId, wish);
        return { items: found.map(deliveryFace), nextCursor: found.length < limit ? null : (found.at(-1)?.id ?? null) };
      }),
    ),

  delivery: manage
    .meta({
      openapi: {
        method: 'GET',
        path: `${base}/{id}/entregas/{deliveryId}/`,
        tags,
        summary: 'One delivery with what was sent',
      },
    })
    .input(byDelivery)
    .output(delivery.extend({ data: z.unknown() }))
    .query(({ ctx, input: { id, deliveryId } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const found = await theDelivery(trx, ctx.actor, id, deliveryId);
        return { ...deliveryFace(found), data: found.data };
      }),
    ),

  resend: manage
    .meta({
      openapi: {
        method: 'POST',
        path: `${base}/{id}/entregas/{deliveryId}/reenviar/`,
        tags,
        summary: 'Send a delivery again, with the same id',
      },
    })
    .input(byDelivery)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id, deliveryId } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        resendDelivery(trx, ctx.actor, id, deliveryId, new Date()),
      );
      return {};
    }),
});

function faceOf(found: Endpoint): z.input<typeof endpoint> {
  const {
    secret: _never,
    previousSecret: _neither,
    failingSince,
    lastSuccessAt,
    previousUntil,
    createdAt,
    ...rest
  } = found;
  return {
    ...rest,
    failingSince: failingSince?.toISOString() ?? null,
    lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
    previousUntil: previousUntil && previousUntil > new Date() ? previousUntil.toISOString() : null,
    createdAt: createdAt.toISOString(),
  };
}

function deliveryFace({
  id,
  type,
  state,
  attempts,
  occurredAt,
  nextAt,
  settledAt,
  log,
}: Delivery): z.input<typeof delivery> {
  return {
    id,
    type,
    state,
    attempts,
    log,
    occurredAt: occurredAt.toISOString(),
    nextAt: settledAt === null ? nextAt.toISOString() : null,
  };
}
