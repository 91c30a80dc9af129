import { STATUS_CODES } from 'node:http';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../platform.ts';
import { accept } from './accept.ts';
import { accountRoutes } from './accountRoutes.ts';
import { authorised, type ByPath, cut, struckBefore, VERSION } from './calls.ts';
import { GraphError } from './errors.ts';
import { isMark, markRead } from './markRead.ts';
import { MAX_UPLOAD_BYTES } from './media.ts';
import { mediaRoutes } from './mediaRoutes.ts';

/** Meta's Graph API, as far as WhatsApp speaks it. */
export async function graphRoutes(app: FastifyInstance, { platform }: { platform: Platform }): Promise<void> {
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1 } });

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const refusal = error instanceof GraphError ? error : asGraphError(error);
    if (!(error instanceof GraphError)) platform.log.warn({ err: error }, 'graph call failed');
    if (refusal.retryAfter !== null) reply.header('retry-after', String(refusal.retryAfter));
    return reply.code(refusal.status).send(refusal.toBody());
  });

  app.post<ByPath>(`${VERSION}/:id/messages`, async (request, reply) => {
    const account = authorised(platform, request, request.params.id, 'post');
    if (isMark(request.body)) {
      markRead(platform, account, request.body);
      return { success: true };
    }
    const struck = await struckBefore(platform, 'send', reply);
    if (struck === 'cut') return reply;
    const { answer } = await accept(platform, account, request.body);
    if (struck.slow?.when === 'after') await platform.timers.pause(struck.slow.ms);
    if (struck.drop) return cut(reply);
    return answer;
  });

  await accountRoutes(app, platform);
  await mediaRoutes(app, platform);
}

/** What Fastify itself refuses (JSON that does not parse, a body too large) has Meta's shape too. */
function asGraphError(error: Error & { statusCode?: number }): GraphError {
  const status = error.statusCode ?? 500;
  if (status >= 500) return new GraphError(131000, { details: error.message });
  return new GraphError(100, { status, title: STATUS_CODES[status] ?? 'Invalid parameter', details: error.message });
}
