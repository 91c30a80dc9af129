import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultTarget } from '../../faults.ts';
import type { Account } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import { GraphError, noSuchObject } from './errors.ts';

/** What every call to the Graph API shares: its version, its token, its faults. */

/** `/{version}/…`: any version, as an adapter may be ahead of us. */
export const VERSION = '/:version(^v\\d+\\.\\d+$)';
export type ByPath = { Params: Record<'id', string>; Querystring: Record<string, string | undefined> };

/**
 * The number with this id, if the token is good for it.
 * @throws GraphError 190 for a token that nobody has, 100/33 for somebody else's number or none.
 */
export function authorised(
  platform: Platform,
  request: FastifyRequest,
  id: string,
  method: 'get' | 'post' | 'delete',
): Account {
  const token = bearer(platform, request);
  const account = platform.accounts.find(id);
  if (!account || account.accessToken !== token) throw noSuchObject(id, method);
  return account;
}

/** @throws GraphError 190 when no number has this token. */
export function bearer(platform: Platform, request: FastifyRequest): string {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token || !platform.accounts.all().some((account) => account.accessToken === token)) throw new GraphError(190);
  return token;
}

/** Lets the faults strike that come before the platform acts. `cut`: the connection is gone, the handler must stop. */
export async function struckBefore(platform: Platform, target: FaultTarget, reply: FastifyReply) {
  const struck = platform.faults.strike('whatsapp', target);
  if (struck.slow && struck.slow.when !== 'after') await platform.timers.pause(struck.slow.ms);
  if (struck.error) {
    const { code, status, retryAfter } = struck.error;
    throw new GraphError(code ?? 131000, {
      ...(status === undefined ? {} : { status }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    });
  }
  if (struck.drop?.when === 'before') {
    cut(reply);
    return 'cut';
  }
  return struck;
}

/** Ends the connection without an answer, as a broken line does. */
export function cut(reply: FastifyReply): FastifyReply {
  reply.hijack();
  reply.raw.destroy();
  return reply;
}
