import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { bareMime, isProgram, Refusal } from '@balcao/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inCompany } from '../../db/index.ts';
import { addressLimit } from '../../http/addressLimit.ts';
import { parsed } from '../../http/publicFace.ts';
import { withRawBodies } from '../../http/rawBody.ts';
import type { Webchat } from './directory.ts';
import type { WebchatGround } from './ground.ts';
import { isAttended, threadOf } from './thread.ts';
import { readVisitorToken, type Visitor, visitorToken } from './visitorToken.ts';

const TEXT_LIMIT = 4_000;
const FILE_LIMIT_BYTES = 10 * 1024 * 1024;
const BODY_LIMIT_BYTES = FILE_LIMIT_BYTES + 1024;

const sessionBody = z.object({ token: z.string().max(500).optional() });
const messageBody = z.object({
  clientId: z.uuid(),
  text: z.string().trim().min(1).max(TEXT_LIMIT),
  name: z.string().trim().max(200).default(''),
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
});
const fileQuery = z.object({ clientId: z.uuid(), name: z.string().min(1).max(200) });

/**
 * The web chat's HTTP face, for pages of other sites: CORS is open for the sites that the channel names and for nobody
 * else, everything is limited by address (PLAT-06), and a visitor sees nothing but their own thread.
 */
export async function serveWebchat(app: FastifyInstance, ground: WebchatGround): Promise<void> {
  const limits = {
    // A household or an office shares an address.
    session: addressLimit({ burst: 60, perMs: 60_000 }),
    message: addressLimit({ burst: 60, perMs: 60_000 }),
    file: addressLimit({ burst: 20, perMs: 60_000 }),
  };

  app.get('/webchat/widget.js', async (_request, reply) => {
    if (!existsSync(ground.widgetFile))
      throw new Refusal({ code: 'record.notFound', record: 'widget', id: 'widget.js' });
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('cache-control', 'public, max-age=300')
      .send(createReadStream(ground.widgetFile));
  });

  await app.register(async (scope) => {
    withRawBodies(scope, BODY_LIMIT_BYTES);
    scope.options('/webchat/:channelId/*', async (request, reply) => {
      await chatFor(request, reply);
      return reply
        .headers({
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '600',
        })
        .code(204)
        .send();
    });

    scope.post('/webchat/:channelId/session', async (request, reply) => {
      const chat = await chatFor(request, reply);
      if (!allowed(limits.session, request, reply)) return reply;
      const { token = '' } = parsed(sessionBody, jsonIn(request));
      const { companyId, channelId, settings } = chat;
      const now = Date.now();
      const known = readVisitorToken(ground.secret, token, now);
      const visitor: Visitor =
        known?.channelId === channelId ? known : { companyId, channelId, visitorId: randomUUID() };
      const state = await inCompany(
        ground.database,
        companyId,
        async (trx) => ({
          thread: await threadOf(trx, visitor, ground.secret),
          attended: await isAttended(trx, companyId),
        }),
        { readOnly: true },
      );
      const { greeting, color } = settings;
      return { token: visitorToken(ground.secret, visitor, now), companyId, greeting, color, ...state };
    });

    scope.get('/webchat/:channelId/messages', async (request, reply) => {
      const visitor = visitorIn(request, await chatFor(request, reply));
      return inCompany(ground.database, visitor.companyId, (trx) => threadOf(trx, visitor, ground.secret), {
        readOnly: true,
      });
    });

    scope.post('/webchat/:channelId/messages', async (request, reply) => {
      const visitor = visitorIn(request, await chatFor(request, reply));
      if (!allowed(limits.message, request, reply)) return reply;
      const { clientId, text, name, email } = parsed(messageBody, jsonIn(request));
      // An address that somebody types proves nothing: it stands in the text and makes nobody somebody else.
      const whole = email === '' ? text : `${text}\n\n${[name, email].filter(Boolean).join(' · ')}`;
      const { visitorId } = visitor;
      await ground.take(visitor, { kind: 'text', visitorId, clientId, at: Date.now(), name, text: whole }, request.id);
      return reply.code(202).send({ clientId });
    });

    scope.post('/webchat/:channelId/files', async (request, reply) => {
      const visitor = visitorIn(request, await chatFor(request, reply));
      if (!allowed(limits.file, request, reply)) return reply;
      const { clientId, name } = parsed(fileQuery, request.query);
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (bytes.length === 0) throw new Refusal({ code: 'message.empty' });
      const { companyId, visitorId } = visitor;
      const fileId = randomUUID();
      const file = await ground.files.put(companyId, fileId, [bytes], FILE_LIMIT_BYTES);
      const mime = file.detectedMime ?? 'application/octet-stream';
      try {
        if (isProgram(mime)) throw new Refusal({ code: 'media.isProgram' });
        const item = {
          kind: 'file' as const,
          visitorId,
          clientId,
          at: Date.now(),
          fileId,
          fileName: name,
          mime: bareMime(mime),
        };
        await ground.take(visitor, item, request.id);
      } catch (error) {
        await ground.files.remove(companyId, fileId);
        throw error;
      }
      return reply.code(202).send({ clientId });
    });
  });

  /** The chat that is asked for, told to its page by CORS. @throws Refusal for a chat of nobody's and a site that is not named. */
  async function chatFor(request: FastifyRequest, reply: FastifyReply): Promise<Webchat> {
    const { channelId } = parsed(z.object({ channelId: z.string() }), request.params);
    const chat = await ground.webchat(channelId);
    if (!chat) throw new Refusal({ code: 'record.notFound', record: 'channel', id: channelId });
    reply.header('vary', 'origin');
    const { origin } = request.headers;
    if (origin === undefined) return chat;
    if (!chat.settings.origins.includes(origin))
      throw new Refusal({ code: 'auth.notPermitted', permission: `webchat ${origin}` });
    reply.headers({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'retry-after',
      'cross-origin-resource-policy': 'cross-origin',
    });
    return chat;
  }

  function visitorIn(request: FastifyRequest, chat: Webchat): Visitor {
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const visitor = readVisitorToken(ground.secret, token, Date.now());
    if (visitor?.channelId !== chat.channelId) throw new Refusal({ code: 'auth.signedOut' });
    return visitor;
  }
}

type Limit = ReturnType<typeof addressLimit>;

function allowed(limit: Limit, request: FastifyRequest, reply: FastifyReply): boolean {
  const waitSeconds = limit.take(request.ip);
  if (waitSeconds === null) return true;
  void reply
    .header('retry-after', waitSeconds)
    .code(429)
    .send({ status: 429, code: 'auth.tooManyAttempts', retryAfterSeconds: waitSeconds });
  return false;
}

function jsonIn(request: FastifyRequest): unknown {
  if (!Buffer.isBuffer(request.body)) return {};
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new Refusal({ code: 'input.invalid', issues: [{ path: '', message: 'not JSON' }] });
  }
}
