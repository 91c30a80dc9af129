import { CHANNEL_KINDS, COST_CATEGORIES } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { setPrices } from './setPrices.ts';
import { priceList, thisMonth } from './store.ts';

const tags = ['costs'];
const path = '/central-atendimento/custos/';

const price = z.object({
  channelKind: z.enum(CHANNEL_KINDS),
  category: z.enum(COST_CATEGORIES),
  /** ISO 3166 code; empty: every other country. */
  country: z.union([z.literal(''), z.string().regex(/^[A-Z]{2}$/)]),
  /** Millionths of the currency. */
  micros: z.int().min(0).max(1_000_000_000),
});
const keyOf = ({ channelKind, category, country }: z.output<typeof price>) => `${channelKind} ${category} ${country}`;
const list = z.object({
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Service messages of a number and month that cost nothing. */
  freeServiceMessages: z.int().min(0).max(1_000_000),
  prices: z.array(price).max(500),
});

export const costsRouter = router({
  month: permitted('company.manage')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'What messages cost this month, by channel and category' } })
    .output(
      z.object({
        currency: z.string(),
        items: z.array(
          z.object({
            channelId: z.uuid(),
            channelName: z.string(),
            category: z.string(),
            messages: z.int(),
            free: z.int(),
            /** Delivered, but without a price in the list. */
            unpriced: z.int(),
            micros: z.number(),
          }),
        ),
      }),
    )
    .query(({ ctx }) =>
      inCompany(ctx.database, ctx.actor.companyId, async (trx) => ({
        currency: (await priceList(trx, ctx.actor.companyId)).currency,
        items: await thisMonth(trx, ctx.actor.companyId),
      })),
    ),

  prices: permitted('company.manage')
    .meta({ openapi: { method: 'GET', path: `${path}precos/`, tags, summary: 'Read the price list' } })
    .output(
      z.object({
        ...list.shape,
        prices: z.array(
          z.object({ ...price.shape, channelKind: z.string(), category: z.string(), country: z.string() }),
        ),
      }),
    )
    .query(({ ctx }) => inCompany(ctx.database, ctx.actor.companyId, (trx) => priceList(trx, ctx.actor.companyId))),

  setPrices: permitted('company.manage')
    .meta({ openapi: { method: 'PUT', path: `${path}precos/`, tags, summary: 'Replace the price list' } })
    .input(
      list.refine(({ prices }) => new Set(prices.map(keyOf)).size === prices.length, {
        error: 'the same channel, category and country twice',
        path: ['prices'],
      }),
    )
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => setPrices(trx, ctx.actor.companyId, input));
      return {};
    }),
});
