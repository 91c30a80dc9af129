/**
 * The REST face: every procedure that names a path in its metadata is a route of its own (docs/interfaces).
 *
 * trpc-to-openapi describes the procedures; its request handler is not used, since it wants a body on every POST, turns
 * on coercion inside schemas that tRPC shares, and has an error shape of its own (docs/decisions/0032-rest-face.md).
 */
import { type AnyTRPCProcedure, type AnyTRPCRouter, callTRPCProcedure } from '@trpc/server';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { z } from 'zod';
import type { Context } from '../trpc.ts';
import { contextOf, type Ground } from './context.ts';
import { idempotently } from './idempotency.ts';

type Endpoint = { path: string; procedure: AnyTRPCProcedure; method: HTTPMethods; url: string };

const restMeta = z.object({
  openapi: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
    path: z.string().startsWith('/'),
    enabled: z.boolean().default(true),
  }),
});

/** Every procedure with a REST path, as the router holds them: `queues.get` → GET /central-atendimento/filas/:id */
export function endpointsOf(router: AnyTRPCRouter): Endpoint[] {
  return proceduresOf(router).flatMap(({ path, procedure }) => {
    const meta = restMeta.safeParse(procedure._def.meta);
    if (!meta.success || !meta.data.openapi.enabled) return [];
    const { method, path: template } = meta.data.openapi;
    return [{ path, procedure, method, url: template.replace(/\{(\w+)\}/g, ':$1').replace(/(.)\/$/, '$1') }];
  });
}

export function proceduresOf(router: AnyTRPCRouter): { path: string; procedure: AnyTRPCProcedure }[] {
  const procedures: Record<string, AnyTRPCProcedure> = router._def.procedures;
  return Object.entries(procedures).map(([path, procedure]) => ({ path, procedure }));
}

export async function restFace(app: FastifyInstance, router: AnyTRPCRouter, ground: Ground): Promise<void> {
  for (const { path, procedure, method, url } of endpointsOf(router)) {
    const run = async (request: FastifyRequest, context: Context): Promise<unknown> =>
      callTRPCProcedure({
        router,
        path,
        ctx: context,
        getRawInput: async () => inputOf(request),
        type: procedure._def.type,
        signal: undefined,
        batchIndex: 0,
      });

    app.route({
      method,
      url,
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        const context = contextOf(request, ground);
        reply.header('cache-control', 'no-store');
        if (method !== 'POST') return run(request, context);
        return idempotently({ request, reply, context, operation: `${method} ${url}` }, () => run(request, context));
      },
    });
  }
}

const fields = z.record(z.string(), z.unknown());

/** Path, query and body are one input; what the path says stands. */
function inputOf(request: FastifyRequest): Record<string, unknown> {
  return {
    ...fields.parse(request.query ?? {}),
    ...fields.parse(request.body ?? {}),
    ...fields.parse(request.params ?? {}),
  };
}
