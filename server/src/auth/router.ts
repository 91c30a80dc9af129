import { may, Refusal, ROLES } from '@balcao/domain';
import { z } from 'zod';
import { inCompany } from '../db/index.ts';
import { procedure, publicProcedure, router } from '../trpc.ts';
import { keysRouter } from './keysRouter.ts';
import { passwordRouter } from './passwordRouter.ts';
import { revokeSession } from './revokeSession.ts';
import type { SignedIn } from './sessions.ts';
import { openSessionsOf } from './store.ts';

const moment = z.iso.datetime();
const signedIn = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** When the access token ends; refresh before. */
  expiresAt: moment,
  user: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    language: z.string(),
    companyId: z.uuid(),
    companyName: z.string(),
    companyDomain: z.string(),
    zone: z.string(),
    demo: z.boolean(),
  }),
});
const tags = ['auth'];

export const authRouter = router({
  keys: keysRouter,
  password: passwordRouter,

  signIn: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api/auth/sign-in',
        tags,
        protect: false,
        summary: 'Sign in with e-mail and password',
      },
    })
    .input(
      z.object({
        email: z.string().trim().min(1).max(320),
        password: z.string().min(1).max(1_000),
        company: z.string().trim().min(1).max(255).optional(),
        device: z.string().trim().max(200).optional(),
      }),
    )
    .output(signedIn)
    .mutation(async ({ ctx, input }) =>
      asAnswer(
        await ctx.sessions.signIn({
          email: input.email,
          password: input.password,
          company: input.company ?? ctx.companyDomain,
          device: input.device || ctx.device,
          address: ctx.address,
        }),
      ),
    ),

  refresh: publicProcedure
    .meta({
      openapi: { method: 'POST', path: '/api/auth/refresh', tags, protect: false, summary: 'Exchange a refresh token' },
    })
    .input(z.object({ refreshToken: z.string().max(500) }))
    .output(signedIn)
    .mutation(async ({ ctx, input }) => asAnswer(await ctx.sessions.refresh(input.refreshToken))),

  signOut: publicProcedure
    .meta({
      openapi: {
        method: 'POST',
        path: '/api/auth/sign-out',
        tags,
        protect: false,
        summary: 'End the session of a refresh token',
      },
    })
    .input(z.object({ refreshToken: z.string().max(500) }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await ctx.sessions.signOut(input.refreshToken);
      return {};
    }),

  /** The devices that the caller is signed in on, the most recently used first. */
  sessions: procedure
    .meta({ openapi: { method: 'GET', path: '/api/auth/sessions', tags, summary: 'List own devices' } })
    // Of somebody else: for whoever manages users.
    .input(z.object({ userId: z.uuid().optional() }).optional())
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.uuid(),
            device: z.string(),
            createdAt: moment,
            lastSeenAt: moment,
            expiresAt: moment,
            current: z.boolean(),
          }),
        ),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { companyId, role } = ctx.actor;
      const userId = input?.userId ?? ctx.actor.userId;
      if (userId !== ctx.actor.userId && !may(role, 'user.manage'))
        throw new Refusal({ code: 'auth.notPermitted', permission: 'user.manage' });
      const open = await inCompany(ctx.database, companyId, (trx) =>
        openSessionsOf(trx, companyId, userId, new Date()),
      );
      return {
        items: open.map(({ id, device, createdAt, lastSeenAt, expiresAt }) => ({
          id,
          device,
          createdAt: createdAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          current: ctx.by.kind === 'session' && id === ctx.by.sessionId,
        })),
      };
    }),

  /** Ends one of the caller's sessions, or anybody's of the company where the caller manages users. */
  revokeSession: procedure
    .meta({ openapi: { method: 'DELETE', path: '/api/auth/sessions/{sessionId}', tags, summary: 'End a session' } })
    .input(z.object({ sessionId: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await inCompany(ctx.database, ctx.actor.companyId, (trx) => revokeSession(trx, ctx.actor, input, new Date()));
      ctx.log.info({ event: 'auth.revoked', session: input.sessionId }, 'session ended');
      return {};
    }),
});

function asAnswer({ expiresAt, ...rest }: SignedIn): z.input<typeof signedIn> {
  return { ...rest, expiresAt: expiresAt.toISOString() };
}
