import { AVAILABILITIES, LANGUAGES, ROLES } from '@balcao/domain';
import { z } from 'zod';
import { linkBase } from '../auth/index.ts';
import { inCompany } from '../db/index.ts';
import { type Context, permitted, router } from '../trpc.ts';
import { editUser, inviteAgain, inviteUser } from './manageUsers.ts';
import { usersAfter } from './store.ts';

const availability = z.enum(AVAILABILITIES);
const user = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  availability,
  active: z.boolean(),
  queueIds: z.array(z.uuid()),
});

const tags = ['users'];
const base = '/central-atendimento/usuarios';
const byId = z.object({ id: z.uuid() });
const role = z.enum(ROLES);
const name = z.string().trim().min(1).max(120);
const groundOf = (ctx: Context) => ({ credentialKeys: ctx.config.credentialKeys, base: linkBase(ctx) });

export const usersRouter = router({
  invite: permitted('user.manage')
    .meta({ openapi: { method: 'POST', path: `${base}/`, tags, summary: 'Invite somebody by e-mail' } })
    .input(z.object({ name, email: z.email().max(320), role, language: z.enum(LANGUAGES).default('pt-BR') }))
    .output(byId)
    .mutation(async ({ ctx, input }) => {
      const invited = await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        inviteUser(trx, ctx.actor, input, groundOf(ctx), new Date()),
      );
      ctx.log.info({ event: 'user.invited', user: invited.id, role: input.role }, 'user invited');
      return invited;
    }),

  inviteAgain: permitted('user.manage')
    .meta({
      openapi: { method: 'POST', path: `${base}/{id}/convidar/`, tags, summary: 'Mail the invitation once more' },
    })
    .input(byId)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        inviteAgain(trx, ctx.actor, input.id, groundOf(ctx), new Date()),
      );
      return {};
    }),

  edit: permitted('user.manage')
    .meta({
      openapi: { method: 'PATCH', path: `${base}/{id}/`, tags, summary: 'Change name or role, or let sign in no more' },
    })
    .input(byId.extend({ name: name.optional(), role: role.optional(), active: z.boolean().optional() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => editUser(trx, ctx.actor, input, new Date()));
      ctx.log.info({ event: 'user.edited', ...input }, 'user edited');
      return {};
    }),

  list: permitted('user.read')
    .meta({ openapi: { method: 'GET', path: `${base}/`, tags, summary: 'List users' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(z.object({ items: z.array(user), nextCursor: z.string().nullable() }))
    .query(({ ctx, input: { cursor, limit } }) =>
      inCompany(
        ctx.database,
        ctx.actor.companyId,
        async (trx) => {
          const items = await usersAfter(trx, ctx.actor.companyId, cursor ?? null, limit);
          return { items, nextCursor: items.length < limit ? null : (items.at(-1)?.id ?? null) };
        },
        { readOnly: true },
      ),
    ),
});
