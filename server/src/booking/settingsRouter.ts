import { appointmentTypeWish, availabilityWish, placeWish, Refusal, resourceWish } from '@balcao/domain';
import { newRowId } from '@balcao/replica';
import { z } from 'zod';
import { inCompany, type Trx } from '../db/index.ts';
import { keyedId } from '../http/keyedId.ts';
import { type Context, permitted, router } from '../trpc.ts';
import {
  removeResource,
  removeSetting,
  removeType,
  savePlace,
  saveResource,
  saveRule,
  saveType,
} from './saveSettings.ts';
import { placesOf, resourcesOf, rulesOf, typesOf } from './settingsStore.ts';

type Actor = Parameters<typeof saveType>[1];
type Kind<Wish> = {
  path: `/${string}/`;
  /** As summaries name it. */
  name: string;
  record: string;
  wish: z.ZodType<Wish>;
  all: (trx: Trx, companyId: string) => Promise<({ id: string } & Record<string, unknown>)[]>;
  save: (trx: Trx, actor: Actor, id: string, wish: Wish) => Promise<void>;
  remove: (trx: Trx, actor: Actor, id: string) => Promise<void>;
};

const byId = z.object({ id: z.uuid() });
const page = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
type Signed = Context & { actor: Actor };
const inside = <Result>(ctx: Signed, work: (trx: Trx) => Promise<Result>) =>
  inCompany(ctx.database, ctx.actor.companyId, work);

/**
 * Types, resources, rules and places are listed, made, changed and taken away alike. A company has some dozens of each: a
 * page is cut from all of them.
 */
function settingRouter<Wish>({ path, name, record, wish, all, save, remove }: Kind<Wish>) {
  const tags = ['agenda'];
  const face = z.looseObject({ id: z.uuid() });
  return router({
    list: permitted('agenda.read')
      .meta({ openapi: { method: 'GET', path, tags, summary: `List ${name}s` } })
      .input(page)
      .output(z.object({ items: z.array(face), nextCursor: z.string().nullable() }))
      .query(({ ctx, input: { cursor, limit } }) =>
        inside(ctx, async (trx) => {
          const items = await all(trx, ctx.actor.companyId);
          const start = cursor === undefined ? 0 : items.findIndex(({ id }) => id === cursor) + 1;
          const part = items.slice(start, start + limit);
          return { items: part, nextCursor: start + limit < items.length ? (part.at(-1)?.id ?? null) : null };
        }),
      ),
    create: permitted('agenda.manage')
      .meta({ openapi: { method: 'POST', path, tags, summary: `Make a ${name}` } })
      .input(wish)
      .output(byId)
      .mutation(async ({ ctx, input }) => {
        const id = keyedId(ctx) ?? newRowId();
        await inside(ctx, (trx) => save(trx, ctx.actor, id, wish.parse(input)));
        return { id };
      }),
    /** Makes or changes; the caller chooses the id. */
    save: permitted('agenda.manage')
      .meta({ openapi: { method: 'PUT', path: `${path}{id}/`, tags, summary: `Make or change a ${name}` } })
      .input(z.object({ id: z.uuid(), wish }))
      .output(byId)
      .mutation(async ({ ctx, input: { id, wish: wished } }) => {
        await inside(ctx, (trx) => save(trx, ctx.actor, id, wished));
        return { id };
      }),
    remove: permitted('agenda.manage')
      .meta({ openapi: { method: 'DELETE', path: `${path}{id}/`, tags, summary: `Take a ${name} away` } })
      .input(byId)
      .output(z.object({}))
      .mutation(async ({ ctx, input: { id } }) => {
        await inside(ctx, async (trx) => {
          const known = await all(trx, ctx.actor.companyId);
          if (!known.some((each) => each.id === id)) throw new Refusal({ code: 'record.notFound', record, id });
          await remove(trx, ctx.actor, id);
        });
        return {};
      }),
  });
}

const base = '/central-atendimento/agenda/';
export const typesRouter = settingRouter({
  path: `${base}tipos/`,
  name: 'kind of appointment',
  record: 'appointmentType',
  wish: appointmentTypeWish,
  all: typesOf,
  save: saveType,
  remove: removeType,
});
export const resourcesRouter = settingRouter({
  path: `${base}recursos/`,
  name: 'resource',
  record: 'resource',
  wish: resourceWish,
  all: resourcesOf,
  save: saveResource,
  remove: (trx, actor, id) => removeResource(trx, actor, id, new Date()),
});
export const availabilityRulesRouter = settingRouter({
  path: `${base}disponibilidade/`,
  name: 'rule of availability',
  record: 'availabilityRule',
  wish: availabilityWish,
  all: rulesOf,
  save: saveRule,
  remove: (trx, actor, id) => removeSetting(trx, actor, 'availabilityRule', id),
});
export const placesRouter = settingRouter({
  path: `${base}lugares/`,
  name: 'place',
  record: 'bookingPlace',
  wish: placeWish,
  all: placesOf,
  save: savePlace,
  remove: (trx, actor, id) => removeSetting(trx, actor, 'bookingPlace', id),
});
