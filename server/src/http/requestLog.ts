import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Asked every few seconds by machines; their lines would drown everybody else's. */
const QUIET_PATHS = new Set(['/healthz', '/metrics', '/*', '/']);

/** One line a request: method, path as routed (never the address itself: it may hold a token), status, company, duration. */
export function logsEachRequest(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const status = reply.statusCode;
    const path = request.routeOptions.url ?? 'unknown';
    const level = status >= 500 ? 'error' : QUIET_PATHS.has(path) ? 'debug' : 'info';
    request.log[level](
      {
        method: request.method,
        path,
        ...procedureOf(request),
        status,
        company: request.companyId,
        user: request.userId,
        duration_ms: Math.round(reply.elapsedTime * 10) / 10,
      },
      'request',
    );
  });
}

/** tRPC has one route for all procedures; their names stand in the wildcard. */
function procedureOf(request: FastifyRequest): { procedure?: string } {
  if (!request.routeOptions.url?.startsWith('/trpc/')) return {};
  const { params } = request;
  const name = typeof params === 'object' && params !== null ? Object.values(params)[0] : undefined;
  return typeof name === 'string' ? { procedure: name.slice(0, 200) } : {};
}
