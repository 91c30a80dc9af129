import { BAD_EVENT_REASONS } from '@balcao/calendar/icalendar';
import { z } from 'zod';
import { inCompany, type Trx } from '../db/index.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { exportCalendar } from './exportCalendar.ts';
import { listFeeds, makeFeed, revokeFeed } from './feeds.ts';
import { importEvents } from './importEvents.ts';

const tags = ['agenda'];
const base = '/central-atendimento/agenda/';
const time = z.iso.datetime({ offset: true });
const byResource = z.object({ resourceId: z.uuid() });
type Signed = Context & { actor: Parameters<typeof listFeeds>[1] };
const inside = <Result>(ctx: Signed, work: (trx: Trx) => Promise<Result>) =>
  inCompany(ctx.database, ctx.actor.companyId, work);

const calendarFace = z.object({ fileName: z.string(), ics: z.string() });
const importInput = z.object({
  /** A file of RFC 5545, of some 100 events at most. */
  ics: z.string().min(1).max(900_000),
  /** Its events become appointments of this type; null: times that are blocked. */
  typeId: z.uuid().nullable(),
  resourceId: z.uuid().nullable(),
  withPast: z.boolean().default(false),
  /** False: it is said what would happen, and nothing does. */
  apply: z.boolean().default(false),
});
const importedFace = z.object({
  events: z.array(
    z.object({
      uid: z.string(),
      title: z.string(),
      start: time,
      end: time,
      zone: z.string(),
      isAllDay: z.boolean(),
      rrule: z.string(),
      outcome: z.enum(['new', 'changed', 'same', 'older', 'past', 'cancelled', 'conflict', 'refused']),
      problem: z.looseObject({ code: z.string() }).nullable(),
    }),
  ),
  bad: z.array(
    z.object({
      line: z.int(),
      uid: z.string(),
      title: z.string(),
      reason: z.enum(BAD_EVENT_REASONS),
      value: z.string(),
    }),
  ),
  repeated: z.int(),
  skipped: z.int(),
});
const iso = (at: number): string => new Date(at).toISOString();

export const icalendarRouter = router({
  exportRange: permitted('agenda.read')
    .meta({ openapi: { method: 'GET', path: `${base}exportar/`, tags, summary: 'Read a time as an iCalendar file' } })
    .input(z.object({ from: time, to: time, resourceId: z.uuid().optional() }))
    .output(calendarFace)
    .query(({ ctx, input: { from, to, resourceId } }) => {
      const range = { kind: 'range' as const, from: new Date(from), to: new Date(to) };
      return inside(ctx, (trx) => exportCalendar(trx, ctx.actor, { ...range, ...(resourceId ? { resourceId } : {}) }));
    }),

  exportAppointment: permitted('agenda.read')
    .meta({
      openapi: {
        method: 'GET',
        path: `${base}agendamentos/{id}/exportar/`,
        tags,
        summary: 'Read an appointment as an iCalendar file',
      },
    })
    .input(z.object({ id: z.uuid() }))
    .output(calendarFace)
    .query(({ ctx, input: { id } }) =>
      inside(ctx, (trx) => exportCalendar(trx, ctx.actor, { kind: 'appointment', id })),
    ),

  import: permitted('agenda.block')
    .meta({ openapi: { method: 'POST', path: `${base}importar/`, tags, summary: 'Take an iCalendar file, or try it' } })
    .input(importInput)
    .output(importedFace)
    .mutation(({ ctx, input: { apply, ...wish } }) =>
      inside(ctx, async (trx) => {
        const done = await importEvents(trx, ctx.actor, wish, { now: new Date(), apply });
        return {
          ...done,
          events: done.events.map(({ from, to, ...event }) => ({ ...event, start: iso(from), end: iso(to) })),
        };
      }),
    ),

  feeds: permitted('agenda.manage')
    .meta({ openapi: { method: 'GET', path: `${base}assinaturas/`, tags, summary: 'List addresses of subscriptions' } })
    .input(z.object({}))
    .output(
      z.object({
        items: z.array(byResource.extend({ path: z.string(), createdAt: time, lastReadAt: time.nullable() })),
      }),
    )
    .query(({ ctx }) =>
      inside(ctx, async (trx) => {
        const feeds = await listFeeds(trx, ctx.actor, ctx.config.credentialKeys);
        const items = feeds.map(({ createdAt, lastReadAt, ...feed }) => ({
          ...feed,
          createdAt: createdAt.toISOString(),
          lastReadAt: lastReadAt?.toISOString() ?? null,
        }));
        return { items };
      }),
    ),

  makeFeed: permitted('agenda.manage')
    .meta({
      openapi: {
        method: 'PUT',
        path: `${base}recursos/{resourceId}/assinatura/`,
        tags,
        summary: 'Make a private address for subscribing to a resource; one it had is over',
      },
    })
    .input(byResource)
    .output(z.object({ path: z.string() }))
    .mutation(({ ctx, input }) => inside(ctx, (trx) => makeFeed(trx, ctx.actor, ctx.config.credentialKeys, input))),

  revokeFeed: permitted('agenda.manage')
    .meta({
      openapi: {
        method: 'DELETE',
        path: `${base}recursos/{resourceId}/assinatura/`,
        tags,
        summary: 'End the private address of a resource',
      },
    })
    .input(byResource)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inside(ctx, (trx) => revokeFeed(trx, ctx.actor, input));
      return {};
    }),
});
