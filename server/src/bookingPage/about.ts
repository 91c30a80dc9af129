import { ANSWER_KINDS, callingCodes, LANGUAGES, PLACE_KINDS, pageSlug, qualifies } from '@balcao/domain';
import { z } from 'zod';
import { placesOf, typesOf } from '../booking/index.ts';
import type { Trx } from '../db/index.ts';
import type { Page } from './pages.ts';

export const place = z.object({ kind: z.enum(PLACE_KINDS), name: z.string(), value: z.string() });

/** What a page shows of a type before anything is chosen. Nothing of it is anybody's secret. */
export const aboutFace = z.object({
  company: z.object({ name: z.string(), zone: z.string(), language: z.enum(LANGUAGES).catch('pt-BR') }),
  type: z.object({
    name: z.string(),
    slug: pageSlug,
    description: z.string(),
    color: z.string(),
    durations: z.array(z.int()),
    horizonDays: z.int(),
    priceCents: z.int().nullable(),
    currency: z.string(),
    needsApproval: z.boolean(),
    cancelDeadlineMinutes: z.int(),
    /** Which answers a type is not for is not said: it would be answered by that. */
    questions: z.array(
      z.object({
        label: z.string(),
        required: z.boolean(),
        /** Asked before a time is offered. */
        decides: z.boolean(),
        kind: z.enum(ANSWER_KINDS),
        options: z.array(z.string()),
      }),
    ),
    places: z.array(place.extend({ id: z.uuid() })),
  }),
  callingCodes: z.array(z.tuple([z.string(), z.string()])),
  /** Public types to which an answer may send somebody. */
  others: z.array(z.object({ id: z.uuid(), name: z.string(), path: z.string() })),
});

export async function aboutPage(trx: Trx, { companyId, type }: Page): Promise<z.input<typeof aboutFace>> {
  const company = await companyOf(trx, companyId);
  const { settings, name } = type;
  const places = (await placesOf(trx, companyId)).filter(({ id }) => settings.placeIds.includes(id));
  return aboutFace.parse({
    company,
    type: {
      ...settings,
      name,
      questions: settings.questions.map((question) => ({
        label: question.label,
        required: question.required,
        decides: qualifies(question),
        kind: question.answering.kind,
        options: question.answering.kind === 'choice' ? question.answering.options : [],
      })),
      currency: company.priceCurrency,
      slug: settings.page?.slug,
      // The address of a meeting is for whoever booked it.
      places: places.map(({ id, name: placeName, place: { kind, value } }) => ({
        id,
        name: placeName,
        kind,
        value: kind === 'video' ? '' : value,
      })),
    },
    callingCodes: callingCodes(),
    others: await othersOf(trx, companyId, { type, domain: company.domain }),
  });
}

async function othersOf(trx: Trx, companyId: string, { type, domain }: { type: Page['type']; domain: string }) {
  const wanted = type.settings.questions.flatMap(({ refusal: { instead } }) =>
    instead.kind === 'type' ? [instead.typeId] : [],
  );
  if (wanted.length === 0) return [];
  const all = await typesOf(trx, companyId);
  return all.flatMap(({ id, name, active, settings: { page } }) =>
    active && page && wanted.includes(id) ? [{ id, name, path: `/agendar/${domain}/${page.slug}` }] : [],
  );
}

export const companyOf = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('company')
    .select(['name', 'zone', 'language', 'domain', 'priceCurrency'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
