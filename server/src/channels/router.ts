import { breakerDueAt, CHANNEL_KINDS, CHANNEL_STATUSES, CLOSED, Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany, type Trx } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { adapterOf, channelKinds } from './adapters.ts';
import { createChannel } from './createChannel.ts';
import { accountBefore, disconnectChannel } from './disconnectChannel.ts';
import { type ChannelFlow, flowsOf } from './flow/flowStore.ts';
import { channelById, channelEvents, channelsAfter, lastActivities, openlyById } from './store.ts';
import { tellTyping } from './tellTyping.ts';
import { updateChannel } from './updateChannel.ts';
import { validateChannel } from './validateChannel.ts';

const tags = ['channels'];
const path = '/central-atendimento/canais/';

/** A channel without its credentials: those are never given out (INB-02). */
const channelFace = z.object({
  id: z.uuid(),
  kind: z.enum(CHANNEL_KINDS),
  name: z.string(),
  status: z.enum(CHANNEL_STATUSES),
  statusReason: z.string(),
  isDefault: z.boolean(),
  externalId: z.string(),
  address: z.string(),
  /** Where its new conversations wait; `null`: the company's default queue. */
  queueId: z.uuid().nullable(),
  validatedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Where the platform delivers to, under this server's address; `null` where nothing is delivered. */
  webhookPath: z.string().nullable(),
  /** While the platform takes nothing: since when, and when the next message tries; `null` while all is well. */
  stopped: z.object({ since: z.iso.datetime(), nextTryAt: z.iso.datetime() }).nullable(),
  /** Messages that have not left yet. */
  waiting: z.number().int(),
  /** When somebody last wrote over it, either way; `null` where that is long ago. */
  lastActivityAt: z.iso.datetime().nullable(),
  /** Since then nothing opens its account; only its history is left. */
  disconnectedAt: z.iso.datetime().nullable(),
});

const channelEventFace = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  what: z.enum(['created', 'status', 'tested', 'settings', 'renamed', 'templates', 'disconnected', 'connected']),
  /** Of `status` and `tested`: what the channel was then. */
  status: z.union([z.enum(CHANNEL_STATUSES), z.literal('')]),
  /** The platform's own words, or the new name. */
  reason: z.string(),
});

function webhookPathOf(kind: string, channelId: string): string | null {
  const { webhook } = adapterOf(kind);
  return webhook && `${webhook.path}/${channelId}`;
}

type Record = NonNullable<Awaited<ReturnType<typeof openlyById>>>;
/** What stands beside the rows of channels. */
const besideChannels = async (trx: Trx, companyId: string) => ({
  flows: await flowsOf(trx, companyId),
  activities: await lastActivities(trx, companyId),
});
const faceOf = (
  { validatedAt, disconnectedAt, createdAt, kind, status, externalId, ...rest }: Record,
  { flows, activities }: Awaited<ReturnType<typeof besideChannels>>,
): z.output<typeof channelFace> => ({
  ...rest,
  ...stoppedOf(flows.get(rest.id)),
  externalId: accountBefore(externalId),
  lastActivityAt: activities.get(rest.id)?.toISOString() ?? null,
  disconnectedAt: disconnectedAt?.toISOString() ?? null,
  webhookPath: webhookPathOf(kind, rest.id),
  kind: z.enum(CHANNEL_KINDS).parse(kind),
  status: z.enum(CHANNEL_STATUSES).parse(status),
  validatedAt: validatedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
});

function stoppedOf(flow: ChannelFlow | undefined) {
  const { breaker, waiting } = flow ?? { breaker: CLOSED, waiting: 0 };
  const dueAt = breakerDueAt(breaker);
  if (breaker.state === 'closed' || dueAt === null) return { stopped: null, waiting };
  return {
    stopped: { since: new Date(breaker.since).toISOString(), nextTryAt: new Date(dueAt).toISOString() },
    waiting,
  };
}

export const channelsRouter = router({
  list: permitted('channel.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List channels' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(channelFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const rows = await channelsAfter(trx, ctx.actor.companyId, cursor ?? null, limit);
        const beside = await besideChannels(trx, ctx.actor.companyId);
        return {
          items: rows.map((row) => faceOf(row, beside)),
          nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
        };
      }),
    ),

  get: permitted('channel.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read a channel' } })
    .input(z.object({ id: z.uuid() }))
    .output(channelFace)
    .query(async ({ ctx, input: { id } }) => {
      const { companyId } = ctx.actor;
      return inCompany(ctx.database, companyId, async (trx) => {
        const row = await openlyById(trx, companyId, id);
        if (!row) throw new Refusal({ code: 'record.notFound', record: 'channel', id });
        return faceOf(row, await besideChannels(trx, companyId));
      });
    }),

  create: permitted('channel.manage')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Set up a channel' } })
    .input(
      z.object({
        kind: z.enum(channelKinds()),
        name: z.string().trim().min(1).max(200),
        externalId: z.string().trim().min(1).max(100),
        address: z.string().max(100).default(''),
        queueId: z.uuid().nullable().default(null),
        credentials: z.record(z.string(), z.string().max(2000)),
      }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const { channelId } = await createChannel(trx, ctx.actor.companyId, ctx.config.credentialKeys, input);
        return { id: channelId };
      }),
    ),

  update: permitted('channel.manage')
    .meta({ openapi: { method: 'PATCH', path: `${path}{id}/`, tags, summary: 'Rename, pause or change a channel' } })
    .input(
      z.object({
        id: z.uuid(),
        name: z.string().trim().min(1).max(200).optional(),
        isPaused: z.boolean().optional(),
        queueId: z.uuid().nullable().optional(),
        credentials: z.record(z.string(), z.string().max(2000)).optional(),
      }),
    )
    .output(z.object({ id: z.uuid() }))
    .mutation(async ({ ctx, input: { id, ...change } }) => {
      const { companyId } = ctx.actor;
      await inCompany(ctx.database, companyId, (trx) =>
        updateChannel(trx, companyId, ctx.config.credentialKeys, { channelId: id, ...change }),
      );
      return { id };
    }),

  remove: permitted('channel.manage')
    .meta({
      openapi: {
        method: 'DELETE',
        path: `${path}{id}/`,
        tags,
        summary: 'Disconnect a channel; one that was never used goes altogether',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      const { companyId } = ctx.actor;
      await inCompany(ctx.database, companyId, (trx) =>
        disconnectChannel(trx, companyId, ctx.config.credentialKeys, id, new Date()),
      );
      return {};
    }),

  log: permitted('channel.read')
    .meta({
      openapi: { method: 'GET', path: `${path}{id}/registro/`, tags, summary: 'What happened to it, newest first' },
    })
    .input(
      z.object({
        id: z.uuid(),
        cursor: z.coerce.number().int().positive().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(channelEventFace), nextCursor: z.number().int().nullable() }))
    .query(({ ctx, input: { id, cursor, limit } }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => {
        const { companyId } = ctx.actor;
        if (!(await channelById(trx, companyId, id)))
          throw new Refusal({ code: 'record.notFound', record: 'channel', id });
        const rows = await channelEvents(trx, companyId, id, { before: cursor ?? null, limit });
        return {
          items: rows.map(({ at, ...row }) => channelEventFace.parse({ ...row, at: at.toISOString() })),
          nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
        };
      }),
    ),

  /** Of the moment: the contact sees that somebody writes. */
  typing: permitted('conversation.reply')
    .input(z.object({ conversationId: z.uuid() }))
    .mutation(({ ctx, input: { conversationId } }) =>
      tellTyping(ctx.database, ctx.config.credentialKeys, ctx.actor, conversationId),
    ),

  validate: permitted('channel.manage')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{id}/validar/`,
        tags,
        summary: 'Ask the platform whether a channel works',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({ status: z.enum(['active', 'error']), reason: z.string() }))
    .mutation(({ ctx, input: { id } }) =>
      validateChannel(ctx.database, ctx.config.credentialKeys, { companyId: ctx.actor.companyId, channelId: id }),
    ),
});
