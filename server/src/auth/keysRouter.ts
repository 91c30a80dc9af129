import { scope } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { permitted, router } from '../trpc.ts';
import { createKey, revokeKey } from './createKey.ts';
import { keysOf } from './keyStore.ts';

const tags = ['auth'];
const path = '/api/auth/keys';
const moment = z.iso.datetime();

/** Keys are made by people only: a key that makes keys could not be called back. */
export const keysRouter = router({
  list: permitted('apiKey.manage')
    .meta({ openapi: { method: 'GET', path, tags, summary: 'List API keys' } })
    .input(z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            /** The last characters of the key. */
            ending: z.string(),
            scopes: z.array(scope),
            userId: z.uuid(),
            userName: z.string(),
            createdAt: moment,
            lastUsedAt: moment.nullable(),
            expiresAt: moment.nullable(),
            /** Neither over, nor of somebody who is no longer active. */
            holds: z.boolean(),
          }),
        ),
        nextCursor: z.string().nullable(),
      }),
    )
    .query(async ({ ctx, input: { cursor, limit } }) => {
      const { companyId } = ctx.actor;
      const rows = await inCompany(ctx.database, companyId, (trx) => keysOf(trx, companyId, cursor ?? null, limit));
      const now = new Date();
      const items = rows.map(({ userActive, createdAt, lastUsedAt, expiresAt, ...row }) => ({
        ...row,
        createdAt: createdAt.toISOString(),
        lastUsedAt: lastUsedAt?.toISOString() ?? null,
        expiresAt: expiresAt?.toISOString() ?? null,
        holds: userActive && (expiresAt === null || expiresAt > now),
      }));
      return { items, nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
    }),

  create: permitted('apiKey.manage')
    .meta({
      openapi: { method: 'POST', path, tags, summary: 'Make an API key; its text is shown in this answer only' },
    })
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(scope).min(1),
        expiresAt: moment.nullable().default(null),
      }),
    )
    .output(z.object({ id: z.uuid(), key: z.string() }))
    .mutation(async ({ ctx, input }) => {
      const wish = { ...input, expiresAt: input.expiresAt === null ? null : new Date(input.expiresAt) };
      const made = await inCompany(ctx.database, ctx.actor.companyId, (trx) =>
        createKey(trx, ctx.actor, wish, new Date()),
      );
      ctx.log.info({ event: 'auth.keyMade', key: made.id, scopes: input.scopes }, 'API key made');
      return made;
    }),

  revoke: permitted('apiKey.manage')
    .meta({
      openapi: { method: 'DELETE', path: `${path}/{id}`, tags, summary: 'Revoke an API key, everywhere at once' },
    })
    .input(z.object({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => revokeKey(trx, ctx.actor, input, new Date()));
      ctx.log.info({ event: 'auth.keyRevoked', key: input.id }, 'API key revoked');
      return {};
    }),
});
