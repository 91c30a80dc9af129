import { callingCodes, LANGUAGES, PLACE_KINDS, pageSlug } from '@balcao/domain';
import { z } from 'zod';
import { placesOf } from '../booking/index.ts';
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
    questions: z.array(z.object({ label: z.string(), required: z.boolean() })),
    places: z.array(place.extend({ id: z.uuid() })),
  }),
  callingCodes: z.array(z.tuple([z.string(), z.string()])),
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
  });
}

export const companyOf = (trx: Trx, companyId: string) =>
  trx
    .selectFrom('company')
    .select(['name', 'zone', 'language', 'domain', 'priceCurrency'])
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
