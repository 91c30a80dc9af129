import {
  may,
  PRIORITIES,
  type QueueWish,
  queueWish,
  Refusal,
  TICKET_STATUSES,
  whatIfShape,
  withDistribution,
} from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { z } from 'zod';
import type { Actor } from '../auth/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { permitted, router } from '../trpc.ts';
import { closeQueueNow } from './closeQueueNow.ts';
import { nextTicket } from './nextTicket.ts';
import { removeQueue, saveQueue } from './saveQueue.ts';
import { queueById, queueShape, queuesAfter } from './store.ts';
import { ticketFace, ticketsOfQueue } from './ticketFace.ts';
import { askWhatIf } from './whatIf/askWhatIf.ts';

const tags = ['queues'];
const path = '/central-atendimento/filas/';
const byId = z.object({ id: z.uuid() });
const taken = z.object({ conversationId: z.uuid(), ticketId: z.uuid() }).nullable();

/** What a queue is when nothing else is said; the limit is the installation's. */
const created = queueWish.extend({
  description: queueWish.shape.description.default(''),
  isDefault: z.boolean().default(false),
  active: z.boolean().default(true),
  distribution: queueWish.shape.distribution.default('round_robin'),
  sticky: z.boolean().default(false),
  simultaneousLimit: queueWish.shape.simultaneousLimit.optional(),
  priority: queueWish.shape.priority.default(PRIORITIES.usual),
  firstResponseSeconds: queueWish.shape.firstResponseSeconds.default(null),
  nextResponseSeconds: queueWish.shape.nextResponseSeconds.default(null),
  resolutionSeconds: queueWish.shape.resolutionSeconds.default(null),
  pausesForContact: z.boolean().default(true),
  returnGraceSeconds: queueWish.shape.returnGraceSeconds.default(120),
  hours: queueWish.shape.hours.default(null),
  exceptions: queueWish.shape.exceptions.default([]),
  outOfHours: queueWish.shape.outOfHours.default('wait'),
  outOfHoursMessage: queueWish.shape.outOfHoursMessage.default(''),
  positionMessage: queueWish.shape.positionMessage.default(''),
  abandonedAfterSeconds: queueWish.shape.abandonedAfterSeconds.optional(),
  abandonedMessage: queueWish.shape.abandonedMessage.default(''),
  asksRating: z.boolean().default(false),
  ratingMessage: queueWish.shape.ratingMessage.default(''),
  members: queueWish.shape.members.default([]),
});
type Beginning = Pick<QueueWish, 'distribution' | 'simultaneousLimit' | 'abandonedAfterSeconds'>;

export const queuesRouter = router({
  list: permitted('queue.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List queues' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(queueShape), nextCursor: z.string().nullable() }))
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
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read a queue' } })
    .input(byId)
    .output(queueShape)
    .query(({ ctx, input: { id } }) => read(ctx, id)),

  /** What a form for a new one begins with. */
  usual: permitted('queue.manage')
    .input(z.object({}))
    .output(z.object({ simultaneousLimit: z.int(), abandonedAfterSeconds: z.int() }))
    .query(({ ctx }) => ctx.config.queues.usual),

  create: permitted('queue.manage')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Make a queue' } })
    .input(created)
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      const id = keyedId(ctx) ?? newRowId();
      const { usual } = ctx.config.queues;
      const begun: Beginning = withDistribution({ ...usual, distribution: 'round_robin' }, input.distribution, usual);
      const { simultaneousLimit = begun.simultaneousLimit, abandonedAfterSeconds = begun.abandonedAfterSeconds } =
        input;
      const wish = { ...input, simultaneousLimit, abandonedAfterSeconds };
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => saveQueue(trx, ctx.actor, id, wish));
      return { id };
    }),

  edit: permitted('queue.manage')
    .meta({ openapi: { method: 'PATCH', path: `${path}{id}/`, tags, summary: 'Change a queue' } })
    .input(queueWish.partial().extend(byId.shape))
    .output(byId)
    .mutation(async ({ ctx, input: { id, ...change } }) => {
      const { companyId } = ctx.actor;
      await inCompany(ctx.database, companyId, async (trx) => {
        const standing = await queueById(trx, companyId, id);
        if (!standing) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
        const { distribution = standing.distribution } = change;
        const moved = withDistribution(standing, distribution, ctx.config.queues.usual);
        await saveQueue(trx, ctx.actor, id, queueWish.parse({ ...moved, ...change }));
      });
      return { id };
    }),

  remove: permitted('queue.manage')
    .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: 'Take a queue away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => removeQueue(trx, ctx.actor, id));
      return {};
    }),

  tickets: permitted('queue.read')
    .meta({
      openapi: {
        method: 'GET',
        path: `${path}{id}/atendimentos/`,
        tags,
        summary: 'List a queue’s tickets, newest first',
      },
    })
    .input(
      byId.extend({
        status: z.enum(TICKET_STATUSES).optional(),
        cursor: z.uuid().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ items: z.array(ticketFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { id, status, cursor, limit } }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => {
          await requireOwn(trx, ctx.actor, id);
          const page = { queueId: id, status, after: cursor ?? null, limit };
          const items = await ticketsOfQueue(trx, ctx.actor.companyId, page, new Date());
          return { items, nextCursor: items.length < limit ? null : (items.at(-1)?.id ?? null) };
        },
        { readOnly: true },
      ),
    ),

  /** Closes a queue now, whatever its hours say, and opens it again (QUE-15). What waits goes on waiting. */
  closeNow: permitted('queue.read')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{id}/fechar-agora/`,
        tags,
        summary: 'Close a queue now, or open it again',
      },
    })
    .input(byId.extend({ closed: z.boolean().default(true) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id, closed } }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => closeQueueNow(trx, ctx.actor, id, closed));
      return {};
    }),

  /** A simulation of its last 30 days with a change (issue 6); costs seconds of a thread, nothing is changed. */
  whatIf: permitted('queue.manage')
    .meta({
      openapi: {
        method: 'POST',
        path: `${path}{id}/simular/`,
        tags,
        summary: 'Simulate a queue’s last 30 days with more or fewer attendants, or another distribution',
      },
    })
    .input(
      byId.extend({
        /** Attendants more; fewer where negative. */
        more: z.int().min(-50).max(50).default(0),
        distribution: queueWish.shape.distribution.optional(),
        sticky: z.boolean().optional(),
        simultaneousLimit: queueWish.shape.simultaneousLimit.optional(),
      }),
    )
    .output(
      z.object({
        tickets: z.int(),
        fewest: z.int(),
        /** `null`: too few tickets to tell anything. */
        result: whatIfShape.nullable(),
      }),
    )
    .mutation(({ ctx, input: { id, more, distribution, sticky, simultaneousLimit } }) => {
      const change = {
        more,
        ...(distribution === undefined ? {} : { distribution }),
        ...(sticky === undefined ? {} : { isSticky: sticky }),
        ...(simultaneousLimit === undefined ? {} : { limit: simultaneousLimit }),
      };
      return askWhatIf(ctx.database, ctx.actor, { queueId: id, change, at: new Date() });
    }),

  next: permitted('conversation.reply')
    .meta({
      openapi: { method: 'POST', path: `${path}{id}/proximo-atendimento/`, tags, summary: 'Take the next ticket' },
    })
    .input(byId)
    .output(z.object({ taken }))
    .mutation(async ({ ctx, input: { id } }) => ({
      taken: await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        nextTicket(trx, ctx.actor, { queueId: id, at: new Date() }),
      ),
    })),

  /** Of all the actor's queues. */
  nextOfAll: permitted('conversation.reply')
    .input(z.object({}))
    .output(z.object({ taken }))
    .mutation(async ({ ctx }) => ({
      taken: await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        nextTicket(trx, ctx.actor, { at: new Date() }),
      ),
    })),
});

async function read({ database, actor }: { database: Database; actor: Actor }, id: string) {
  const { companyId } = actor;
  const found = await inCompany(database, companyId, (trx) => queueById(trx, companyId, id), { readOnly: true });
  if (!found) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
  return found;
}

/** One's own queues, or all of them. @throws Refusal `record.notFound`, `queue.notMember` */
async function requireOwn(trx: Trx, actor: Actor, id: string): Promise<void> {
  if (!(await queueById(trx, actor.companyId, id))) throw new Refusal({ code: 'record.notFound', record: 'queue', id });
  if (may(actor.role, 'conversation.readAll') || actor.queueIds.includes(id)) return;
  throw new Refusal({ code: 'queue.notMember', queueId: id });
}
