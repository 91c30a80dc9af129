/**
 * What every procedure stands on: who asks, refusals with their codes, and REST metadata. A feature's router imports
 * `router`, `procedure` or `permitted(...)` and nothing else of tRPC.
 */
import { may, type Permission, Refusal, scopeOfCall } from '@balcao/domain';
import { initTRPC, TRPCError } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import { type Caller, demandScope, type Sessions } from './auth/index.ts';
import type { Config } from './config.ts';
import type { Database } from './db/index.ts';
import { problemOf, statusOf, trpcCodeOf } from './http/problems.ts';
import type { Log } from './logging.ts';

export type Context = {
  config: Config;
  database: Database;
  log: Log;
  correlationId: string;
  sessions: Sessions;
  /** The caller's network address, for limits; behind a proxy on this machine, what the proxy says. */
  address: string;
  /** As the caller names itself (User-Agent), for the list of devices. */
  device: string;
  /** How the caller reached us, for links in answers: `https://desk.example.com`. */
  origin: string;
  /** X-Company-Domain, where given: it must be the company of the token (PLAT-03). */
  companyDomain: string | null;
  /** Idempotency-Key, where a REST call has one. */
  idempotencyKey: string | null;
  /** @throws Refusal `auth.signedOut`, `auth.companyMismatch` */
  authenticate(): Promise<Caller>;
};

const t = initTRPC
  .context<Context>()
  .meta<OpenApiMeta>()
  .create({
    // With it on, answers carry stack traces.
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const problem = problemOf(error);
      const { stack: _never, ...data } = shape.data;
      return {
        code: shape.code,
        // A bug's message may hold anything; its reference is what the caller gets.
        message: problem?.code ?? (error.code === 'INTERNAL_SERVER_ERROR' ? 'internal' : error.code),
        data: { ...data, problem, reference: ctx?.correlationId ?? null },
      };
    },
  });

const refusing = t.middleware(async ({ next }) => {
  const result = await next();
  if (result.ok || !(result.error.cause instanceof Refusal)) return result;
  const refusal = result.error.cause;
  throw new TRPCError({ code: trpcCodeOf(statusOf(refusal.problem)), message: refusal.problem.code, cause: refusal });
});

const signedIn = t.middleware(async ({ ctx, meta, next }) => {
  const caller = await ctx.authenticate();
  const { actor, by } = caller;
  demandScope(caller, meta?.openapi ? scopeOfCall(meta.openapi.method, meta.openapi.path) : null);
  return next({ ctx: { actor, by, log: ctx.log.child({ company: actor.companyId, user: actor.userId }) } });
});

export const router = t.router;
export const mergeRouters = t.mergeRouters;

/** Whoever calls. Only for what comes before signing in. */
export const publicProcedure = t.procedure.use(refusing);

/** Whoever is signed in; `ctx.actor` says who. */
export const procedure = publicProcedure.use(signedIn);

/** Whoever's role has the permission (packages/domain, access/permissions). */
export function permitted(permission: Permission) {
  return procedure.use(({ ctx, next }) => {
    if (!may(ctx.actor.role, permission)) throw new Refusal({ code: 'auth.notPermitted', permission });
    return next();
  });
}
