import type { FastifyRequest } from 'fastify';
import type { Sessions } from '../auth/index.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/index.ts';
import type { Log } from '../logging.ts';
import type { Context } from '../trpc.ts';
import type { CallLimits } from './callLimits.ts';

export type Ground = { config: Config; database: Database; sessions: Sessions; log: Log; limits: CallLimits };

/** What a procedure gets to know about the request that called it, over tRPC and REST alike. */
export function contextOf(request: FastifyRequest, { config, database, sessions, log, limits }: Ground): Context {
  const companyDomain = header(request, 'x-company-domain');
  let viewer: ReturnType<Context['authenticate']> | undefined;
  return {
    config,
    database,
    sessions,
    log: log.child({ correlation_id: request.id }),
    correlationId: request.id,
    address: request.ip,
    device: (header(request, 'user-agent') ?? '').slice(0, 200),
    origin: originOf(request, config.publicUrl),
    companyDomain,
    idempotencyKey: header(request, 'idempotency-key'),
    // Once a request, however many procedures a batch holds.
    authenticate() {
      viewer ??= sessions.identify(bearerOf(request), companyDomain).then((found) => {
        request.companyId = found.actor.companyId;
        request.userId = found.actor.userId;
        limits.admit(found);
        return found;
      });
      return viewer;
    },
  };
}

export function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** A proxy that ends TLS makes us see http: where the host is the public one, the public address is believed. */
function originOf(request: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null && new URL(publicUrl).host === request.host) return publicUrl;
  return `${request.protocol}://${request.host}`;
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
