import { DAY_PARTS, type Slot } from '@balcao/calendar';
import { demandQualified, isZone, Refusal } from '@balcao/domain';
import { z } from 'zod';
import { inCompany, type Trx } from '../db/index.ts';
import { permitted } from '../trpc.ts';
import { journeyId, noteCallerAsked } from './callersJourney.ts';
import { answersQuery } from './faces.ts';
import { freeTimes } from './freeTimes.ts';
import { typeById } from './settingsStore.ts';
import { SUGGESTED_DAYS, suggestTimes } from './suggestTimes.ts';

const tags = ['agenda'];
const base = '/central-atendimento/agenda/';
const time = z.iso.datetime({ offset: true });
/** Longer: answers that nobody reads, and minutes of work. */
const MOST_DAYS = 62;
const DAY_MS = 86_400_000;

/** With commas between, as an address has them. */
const listed = <Item extends z.ZodType<unknown, string>>(item: Item) =>
  z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(item).max(50));

const slotFace = z.object({ start: time, end: time, resourceIds: z.array(z.uuid()), places: z.int() });
const slotFaceOf = ({ from, to, resourceIds, places }: Slot) => ({
  start: new Date(from).toISOString(),
  end: new Date(to).toISOString(),
  resourceIds,
  places,
});

async function typeOf(trx: Trx, companyId: string, id: string) {
  const type = await typeById(trx, companyId, id);
  if (!type) throw new Refusal({ code: 'record.notFound', record: 'appointmentType', id });
  return type;
}

const asked = z.object({
  typeId: z.uuid(),
  durationMinutes: z.coerce.number().int().min(1).max(1_440).optional(),
  /** Of these only. */
  resourceIds: listed(z.uuid()).optional(),
  /** To the questions of the type that decide, as JSON. */
  answers: answersQuery,
  journeyId,
});
const given = ({ durationMinutes, resourceIds }: z.output<typeof asked>) => ({
  ...(durationMinutes === undefined ? {} : { durationMinutes }),
  ...(resourceIds === undefined ? {} : { resourceIds }),
});

export const timesProcedures = {
  freeTimes: permitted('agenda.read')
    .meta({
      openapi: { method: 'GET', path: `${base}horarios-livres/`, tags, summary: 'Read the free times of a type' },
    })
    .input(asked.extend({ from: time, to: time }))
    .output(z.object({ slots: z.array(slotFace) }))
    .query(({ ctx: { database, actor }, input }) =>
      inCompany(database, actor.companyId, async (trx) => {
        const type = await typeOf(trx, actor.companyId, input.typeId);
        demandQualified(type.settings.questions, input.answers);
        const from = Date.parse(input.from);
        const to = Math.min(Date.parse(input.to), from + MOST_DAYS * DAY_MS);
        const slots = await freeTimes(trx, actor.companyId, { type, from, to, now: new Date(), ...given(input) });
        await noteCallerAsked(trx, actor, { ...input, isOffered: slots.length > 0 });
        return { slots: slots.map(slotFaceOf) };
      }),
    ),

  suggestions: permitted('agenda.read')
    .meta({
      openapi: { method: 'GET', path: `${base}sugestoes/`, tags, summary: 'Read a few free times worth offering' },
    })
    .input(
      asked.extend({
        /** Not given: now. */
        from: time.optional(),
        days: z.coerce.number().int().min(1).max(MOST_DAYS).default(SUGGESTED_DAYS),
        most: z.coerce.number().int().min(1).max(20).default(3),
        /** In whose zone a day is a day; not given: the company's. */
        zone: z.string().max(60).refine(isZone).optional(),
        /** Monday is 0. */
        weekdays: listed(z.enum(['0', '1', '2', '3', '4', '5', '6'])).default([]),
        dates: listed(z.iso.date()).default([]),
        parts: listed(z.enum(DAY_PARTS)).default([]),
      }),
    )
    .output(z.object({ slots: z.array(slotFace) }))
    .query(({ ctx: { database, actor }, input }) =>
      inCompany(database, actor.companyId, async (trx) => {
        const { companyId } = actor;
        const type = await typeOf(trx, companyId, input.typeId);
        demandQualified(type.settings.questions, input.answers);
        const now = new Date();
        const { days, most, dates, parts } = input;
        const zone = input.zone ?? (await zoneOf(trx, companyId));
        const from = input.from === undefined ? now.getTime() : Date.parse(input.from);
        const wish = { weekdays: input.weekdays.map(Number), dates, parts };
        const query = { type, from, days, most, zone, wish, now, ...given(input) };
        const slots = await suggestTimes(trx, companyId, query);
        await noteCallerAsked(trx, actor, { ...input, isOffered: slots.length > 0 });
        return { slots: slots.map(slotFaceOf) };
      }),
    ),
};

async function zoneOf(trx: Trx, companyId: string): Promise<string> {
  const { zone } = await trx.selectFrom('company').select('zone').where('id', '=', companyId).executeTakeFirstOrThrow();
  return zone;
}
