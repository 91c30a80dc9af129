import {
  APPOINTMENT_STATUSES,
  type AppointmentMove,
  appointmentAnswers,
  demandQualified,
  hoursWish,
  Refusal,
  resourceWish,
} from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { z } from 'zod';
import { inCompany, type Trx } from '../db/index.ts';
import { noteStep } from '../funnel/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { attendance } from './attendance.ts';
import { blocksAfter } from './blockStore.ts';
import { bookAppointment } from './bookAppointment.ts';
import { journeyBy, journeyId } from './callersJourney.ts';
import { changeStatus } from './changeStatus.ts';
import { editAppointment } from './editAppointment.ts';
import { appointmentFace, blockFace, blockFaceOf, faceOf, participantFace, placeFace } from './faces.ts';
import { holdSlot, releaseHold } from './holdSlot.ts';
import { moveAppointment } from './moveAppointment.ts';
import { demandBlocking, saveBlock } from './saveBlock.ts';
import { removeSetting, saveResource } from './saveSettings.ts';
import { setHours } from './setHours.ts';
import { availabilityRulesRouter, placesRouter, resourcesRouter, typesRouter } from './settingsRouter.ts';
import { typeById } from './settingsStore.ts';
import { type Appointment, appointmentOf, selectAppointments } from './store.ts';
import { swapAppointments } from './swapAppointments.ts';
import { timesProcedures } from './timesRouter.ts';

const tags = ['agenda'];
const base = '/central-atendimento/agenda/';
const path = `${base}agendamentos/`;
const byId = z.object({ id: z.uuid() });
const time = z.iso.datetime({ offset: true });
const zone = z.string().max(60);
const limit = z.coerce.number().int().min(1).max(200).default(50);
const resourceIds = z.array(z.uuid()).max(20).default([]);
/** What `seen` says is told at `setHours`. */
const resourceHours = { hours: z.array(hoursWish).max(500), seen: z.array(z.uuid()).max(1000).optional() };
const when = z.object({ start: time, end: time, zone, resourceIds });
/** To the questions of the type; those that decide have to be answered before anything is offered. */
const answers = appointmentAnswers.default([]);
type Signed = Context & { actor: Parameters<typeof bookAppointment>[1] };
const inside = <Result>(ctx: Signed, work: (trx: Trx) => Promise<Result>) =>
  inCompany(ctx.database, ctx.actor.companyId, work);
const slotOf = ({ start, end, ...same }: z.output<typeof when>) => ({
  from: Date.parse(start),
  to: Date.parse(end),
  zone: same.zone,
  resourceIds: same.resourceIds,
});

/** Commands that are one step of the state machine. */
const step = (word: string, move: AppointmentMove, summary: string) =>
  permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/${word}/`, tags, summary } })
    .input(byId.extend({ reason: z.string().max(500).optional() }))
    .output(appointmentFace)
    .mutation(({ ctx, input: { id, reason } }) =>
      inside(ctx, async (trx) =>
        faceOf(await changeStatus(trx, ctx.actor, { id, move, ...(reason ? { reason } : {}) }, new Date())),
      ),
    );

async function found(trx: Trx, { actor }: Signed, id: string): Promise<Appointment> {
  const row = await selectAppointments(trx, actor.companyId).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal({ code: 'record.notFound', record: 'appointment', id });
  return appointmentOf(row);
}

const appointmentsRouter = router({
  list: permitted('agenda.read')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List appointments by their start, latest first' } })
    .input(
      z.object({
        from: time.optional(),
        to: time.optional(),
        contactId: z.uuid().optional(),
        status: z.enum(APPOINTMENT_STATUSES).optional(),
        cursor: z.string().max(100).optional(),
        limit,
      }),
    )
    .output(z.object({ items: z.array(appointmentFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const [at, after] = input.cursor?.split('~') ?? [];
        const rows = await selectAppointments(trx, ctx.actor.companyId)
          .$if(input.from !== undefined, (query) => query.where('startsAt', '>=', new Date(input.from ?? 0)))
          .$if(input.to !== undefined, (query) => query.where('startsAt', '<', new Date(input.to ?? 0)))
          .$if(input.contactId !== undefined, (query) => query.where('contactId', '=', input.contactId ?? ''))
          .$if(input.status !== undefined, (query) => query.where('status', '=', input.status ?? ''))
          .$if(z.uuid().safeParse(after).success && z.iso.datetime().safeParse(at).success, (query) =>
            query.where((eb) => eb(eb.refTuple('startsAt', 'id'), '<', eb.tuple(new Date(at ?? 0), after ?? ''))),
          )
          .orderBy('startsAt', 'desc')
          .orderBy('id', 'desc')
          .limit(input.limit)
          .execute();
        const last = rows.at(-1);
        return {
          items: rows.map((row) => faceOf(appointmentOf(row))),
          nextCursor: last && rows.length === input.limit ? `${last.startsAt.toISOString()}~${last.id}` : null,
        };
      }),
    ),

  get: permitted('agenda.read')
    .meta({ openapi: { method: 'GET', path: `${path}{id}/`, tags, summary: 'Read an appointment' } })
    .input(byId)
    .output(appointmentFace)
    .query(({ ctx, input: { id } }) => inside(ctx, async (trx) => faceOf(await found(trx, ctx, id)))),

  /** What the engine offers, and nothing else; who serves is chosen where nobody is named. */
  create: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path, tags, summary: 'Book one of the free times' } })
    .input(
      when.extend({
        typeId: z.uuid(),
        contactId: z.uuid().nullish(),
        title: z.string().max(200).default(''),
        place: placeFace.nullish(),
        notes: z.string().max(5_000).default(''),
        answers,
        participants: z.array(participantFace).max(50).default([]),
        holdId: z.uuid().nullish(),
        journeyId,
      }),
    )
    .output(appointmentFace)
    .mutation(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const id = keyedId(ctx);
        const wish = { ...input, contactId: input.contactId ?? null, place: input.place ?? null };
        const booked = await bookAppointment(
          trx,
          ctx.actor,
          {
            ...wish,
            holdId: input.holdId ?? null,
            slot: slotOf(input),
            source: 'api',
            ...(id ? { id } : {}),
            ...(input.journeyId ? { journey: journeyBy(ctx.actor, input.typeId, input.journeyId) } : {}),
          },
          { now: new Date() },
        );
        return faceOf(await found(trx, ctx, booked.id));
      }),
    ),

  edit: permitted('agenda.book')
    .meta({ openapi: { method: 'PATCH', path: `${path}{id}/`, tags, summary: 'Change what is written about it' } })
    .input(
      byId.extend({
        title: z.string().trim().min(1).max(200).optional(),
        place: placeFace.nullish(),
        notes: z.string().max(5_000).optional(),
        answers: appointmentAnswers.optional(),
        participants: z.array(participantFace).max(50).optional(),
      }),
    )
    .output(appointmentFace)
    .mutation(({ ctx, input: { id, ...given } }) => {
      const edit = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      return inside(ctx, async (trx) => faceOf(await editAppointment(trx, ctx.actor, { id, edit })));
    }),

  move: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path: `${path}{id}/reagendar/`, tags, summary: 'Move it to a free time' } })
    .input(byId.extend(when.shape))
    .output(appointmentFace)
    .mutation(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const { slot: before } = await found(trx, ctx, input.id);
        const wished = slotOf(input);
        const slot = wished.resourceIds.length > 0 ? wished : { ...wished, resourceIds: before.resourceIds };
        const options = { now: new Date(), onlyOffered: true };
        return faceOf(await moveAppointment(trx, ctx.actor, { id: input.id, slot }, options));
      }),
    ),
  swap: permitted('agenda.book')
    .meta({
      openapi: { method: 'POST', path: `${path}{id}/trocar/`, tags, summary: 'Let two appointments change places' },
    })
    .input(byId.extend({ withId: z.uuid() }))
    .output(z.object({ items: z.array(appointmentFace) }))
    .mutation(({ ctx, input }) =>
      inside(ctx, async (trx) => ({
        items: (await swapAppointments(trx, ctx.actor, input, new Date())).map(faceOf),
      })),
    ),
  confirm: step('confirmar', 'confirm', 'The contact said that they come'),
  cancel: step('cancelar', 'cancel', 'Cancel it; its time is free again'),
  complete: step('concluir', 'complete', 'It took place'),
  miss: step('nao-compareceu', 'miss', 'Nobody came'),
  approve: step('aprovar', 'approve', 'Say yes to one that was asked for'),
});

const blockInput = blockFace.omit({ id: true }).extend({
  resourceId: z.uuid().nullable().default(null),
  reason: z.string().max(200).default(''),
  rrule: z.string().max(500).default(''),
  exceptions: z.array(time).max(1_000).default([]),
});
const blocksRouter = router({
  list: permitted('agenda.read')
    .meta({ openapi: { method: 'GET', path: `${base}bloqueios/`, tags, summary: 'List blocks that are not over' } })
    .input(z.object({ cursor: z.uuid().optional(), limit }))
    .output(z.object({ items: z.array(blockFace), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const all = await blocksAfter(trx, ctx.actor.companyId, new Date());
        const start = input.cursor === undefined ? 0 : all.findIndex(({ id }) => id === input.cursor) + 1;
        const part = all.slice(start, start + input.limit);
        const nextCursor = start + input.limit < all.length ? (part.at(-1)?.id ?? null) : null;
        return { items: part.map(blockFaceOf), nextCursor };
      }),
    ),
  create: permitted('agenda.block')
    .meta({ openapi: { method: 'POST', path: `${base}bloqueios/`, tags, summary: 'Block a time' } })
    .input(blockInput)
    .output(byId)
    .mutation(async ({ ctx, input: { start, end, resourceId, exceptions, ...rest } }) => {
      const id = keyedId(ctx) ?? newRowId();
      const wish = {
        ...rest,
        resourceId: resourceId ?? '',
        from: Date.parse(start),
        to: Date.parse(end),
        exceptions: exceptions.map((each) => Date.parse(each)),
      };
      await inside(ctx, (trx) => saveBlock(trx, ctx.actor, id, wish));
      return { id };
    }),
  remove: permitted('agenda.block')
    .meta({ openapi: { method: 'DELETE', path: `${base}bloqueios/{id}/`, tags, summary: 'Take a block away' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      demandBlocking(ctx.actor);
      await inside(ctx, (trx) => removeSetting(trx, ctx.actor, 'calendarBlock', id));
      return {};
    }),
});

export const bookingRouter = router({
  types: typesRouter,
  resources: resourcesRouter,
  rules: availabilityRulesRouter,
  places: placesRouter,
  blocks: blocksRouter,
  appointments: appointmentsRouter,

  setHours: permitted('agenda.manage')
    .meta({
      openapi: {
        method: 'PUT',
        path: `${base}recursos/{id}/horarios/`,
        tags,
        summary: "Set a resource's hours at once",
      },
    })
    .input(byId.extend(resourceHours))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      await inside(ctx, (trx) => setHours(trx, ctx.actor, input));
      return { id: input.id };
    }),

  /** All of it or nothing: a calendar whose hours were lost on the way is open when the company is. */
  saveResource: permitted('agenda.manage')
    .meta({
      openapi: {
        method: 'PUT',
        path: `${base}recursos/{id}/completo/`,
        tags,
        summary: 'Make or change a resource and its hours at once',
      },
    })
    .input(byId.extend({ wish: resourceWish, ...resourceHours }))
    .output(byId)
    .mutation(async ({ ctx, input: { id, wish, hours, seen } }) => {
      await inside(ctx, async (trx) => {
        await saveResource(trx, ctx.actor, id, wish);
        await setHours(trx, ctx.actor, { id, hours, seen });
      });
      return { id };
    }),

  ...timesProcedures,

  attendance: permitted('agenda.read')
    .meta({
      openapi: {
        method: 'GET',
        path: `${base}comparecimento/`,
        tags,
        summary: 'How often somebody came, of the times expected',
      },
    })
    .input(z.object({ contactId: z.uuid().optional(), typeId: z.uuid().optional() }))
    .output(z.object({ attended: z.int(), missed: z.int(), rate: z.number().nullable() }))
    .query(({ ctx, input }) => inside(ctx, (trx) => attendance(trx, ctx.actor.companyId, input))),

  hold: permitted('agenda.book')
    .meta({ openapi: { method: 'POST', path: `${base}reservas/`, tags, summary: 'Keep a free time for some minutes' } })
    .input(when.extend({ typeId: z.uuid(), minutes: z.int().min(1).max(60).optional(), answers, journeyId }))
    .output(byId.extend({ expiresAt: time }))
    .mutation(({ ctx, input }) =>
      inside(ctx, async (trx) => {
        const id = keyedId(ctx);
        const { typeId, minutes } = input;
        const type = await typeById(trx, ctx.actor.companyId, typeId);
        demandQualified(type?.settings.questions ?? [], input.answers);
        const wish = { typeId, slot: slotOf(input), ...(minutes ? { minutes } : {}), ...(id ? { id } : {}) };
        const { expiresAt, ...held } = await holdSlot(trx, ctx.actor, wish, new Date());
        if (input.journeyId) {
          const journey = journeyBy(ctx.actor, typeId, input.journeyId);
          const { resourceIds } = wish.slot;
          await noteStep(trx, ctx.actor.companyId, { journey, typeId, step: 'chosen', resourceIds });
        }
        return { ...held, expiresAt: expiresAt.toISOString() };
      }),
    ),

  release: permitted('agenda.book')
    .meta({ openapi: { method: 'DELETE', path: `${base}reservas/{id}/`, tags, summary: 'Give a kept time back' } })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input: { id } }) => {
      await inside(ctx, (trx) => releaseHold(trx, ctx.actor, id));
      return {};
    }),
});
