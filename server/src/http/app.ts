/**
 * The web server without any feature: correlation ids, one log line a request, problem documents, security headers,
 * limits, and an orderly close. Features are mounted on it by main.ts.
 */
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Log } from '../logging.ts';
import { answerError } from './errors.ts';
import { logsEachRequest } from './requestLog.ts';
import { corsForDesktop, securityHeaders } from './security.ts';

/** Bytes of a JSON body. Webhooks and uploads set their own. Higher: memory for whoever wants to fill it. */
const BODY_LIMIT_BYTES = 1024 * 1024;
/** A request that has not arrived whole by then is cut (slow-loris). */
const REQUEST_ARRIVES_WITHIN_MS = 30_000;

export const CORRELATION_HEADER = 'x-correlation-id';
/** Ids of other systems are taken over if they are fit for a log line. */
const FIT_CORRELATION_ID = /^[\w.:-]{1,100}$/;

/** Who the request turned out to be from, once it authenticated; for the log. */
declare module 'fastify' {
  interface FastifyRequest {
    companyId: string | null;
    userId: string | null;
  }
}

export function createApp(options: { log: Log }): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = options.log;
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlation_id' }),
    requestIdHeader: false,
    genReqId: (request) => {
      const given = request.headers[CORRELATION_HEADER];
      return typeof given === 'string' && FIT_CORRELATION_ID.test(given) ? given : randomUUID();
    },
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_ARRIVES_WITHIN_MS,
    // Only a proxy on this machine is believed about addresses; anybody else could claim any.
    trustProxy: 'loopback',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
    // Closing waits for requests in progress; idle kept-alive connections would hold it up for ever.
    forceCloseConnections: 'idle',
    // What the router itself refuses (a broken %-escape) answers like everything else.
    frameworkErrors: answerError,
  });

  app.decorateRequest('companyId', null);
  app.decorateRequest('userId', null);
  app.addHook('onRequest', async (request, reply) => {
    reply.header(CORRELATION_HEADER, request.id);
  });
  endsConnectionsWhenClosing(app);
  securityHeaders(app);
  corsForDesktop(app);
  logsEachRequest(app);
  app.setErrorHandler(answerError);
  return app;
}

/** A connection that carried the last answers would be kept alive by its client, and hold the close up with it (PLAT-15). */
function endsConnectionsWhenClosing(app: FastifyInstance): void {
  let closing = false;
  // Browsers open connections ahead of need. Node counts one that never asked anything as busy, for 30 s.
  const sockets = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', async () => {
    closing = true;
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  });
  app.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('connection', 'close');
  });
}
