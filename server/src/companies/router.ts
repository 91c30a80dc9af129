import { companyPlace, hoursException, LANGUAGES, weekHours } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { editCompany } from './editCompany.ts';
import { HOLIDAY_COUNTRIES, holidaysOf } from './holidays.ts';

export const companyRouter = router({
  /** For the company's dates and a queue's: they choose what to keep of it. */
  holidays: permitted('company.manage')
    .input(
      z.object({ country: z.enum(HOLIDAY_COUNTRIES), year: z.int().min(1990).max(2100), language: z.enum(LANGUAGES) }),
    )
    .output(z.array(z.object({ date: z.iso.date(), name: z.string() })))
    .query(({ input: { country, year, language } }) => holidaysOf(country, year, language)),

  edit: permitted('company.manage')
    .meta({
      openapi: {
        method: 'PATCH',
        path: '/central-atendimento/empresa/',
        tags: ['company'],
        summary: 'Change settings of the company',
      },
    })
    .input(
      z.object({
        name: z.string().trim().min(1).max(200).optional(),
        zone: z.string().max(60).optional(),
        language: z.enum(LANGUAGES).optional(),
        hours: weekHours.optional(),
        exceptions: z.array(hoursException).max(400).optional(),
        reopeningWindowHours: z.int().min(0).max(8_760).optional(),
        place: companyPlace.nullable().optional(),
        groupingDelayMs: z.int().min(0).max(30_000).nullable().optional(),
      }),
    )
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => editCompany(trx, ctx.actor, input));
      return {};
    }),
});
