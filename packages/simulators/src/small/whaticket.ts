import { createHmac } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parsed } from '../control.ts';
import { fieldsAndFile, withForms } from './files.ts';
import { cut, deliver, type Ground, type Sent, strikeSend } from './ground.ts';

/** Whaticket: sign-in with a JWT, `/api/messages/send`, and the requirement documents' signed webhook. */
export const whaticketSchema = z.object({
  token: z.string().default('sim-whaticket-token'),
  email: z.string().default('integracao@example.com'),
  password: z.string().default('sim-password'),
  webhookSecret: z.string().default('sim-shared-secret'),
  webhookToken: z.string().default('sim-webhook-token'),
  webhookUrl: z.string().default('http://127.0.0.1:8080'),
  /** How long a JWT lives. */
  tokenLifeMs: z.number().default(15 * 60_000),
});
export type WhaticketInput = z.input<typeof whaticketSchema>;

const sendSchema = z.looseObject({ number: z.union([z.string(), z.number()]).transform(String), body: z.string() });
const inboundSchema = z.strictObject({
  from: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
  message: z.record(z.string(), z.unknown()).optional(),
  body: z.unknown().optional(),
});

export function createWhaticket(ground: Ground, input: WhaticketInput) {
  const account = whaticketSchema.parse(input);
  let sent: Sent[] = [];
  let issued = new Map<string, number>();
  let signIns = 0;

  function jwt(): string {
    signIns += 1;
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const endsAt = ground.now() + account.tokenLifeMs;
    const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ id: 1, profile: 'admin', n: signIns, exp: Math.floor(endsAt / 1000) })}`;
    const token = `${unsigned}.${createHmac('sha256', 'whaticket').update(unsigned).digest('base64url')}`;
    issued.set(token, endsAt);
    return token;
  }
  function isGood(authorization: string | undefined): boolean {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
    return token === account.token || (issued.get(token) ?? 0) > ground.now();
  }

  async function send(request: FastifyRequest, reply: FastifyReply) {
    const struck = await strikeSend(ground, 'whaticket', reply);
    if (struck.kind === 'cut') return reply;
    if (struck.kind === 'error') return reply.code(struck.fault.status ?? 500).send({ error: 'ERR_SENDING_WAPP_MSG' });
    const { fields: body, file } = await fieldsAndFile(request);
    const asked = sendSchema.safeParse(body);
    if (!asked.success) return reply.code(400).send({ error: 'ERR_VALIDATION', message: z.prettifyError(asked.error) });
    const message: Sent = {
      id: `3EB0${String(sent.length + 1).padStart(16, '0')}`,
      to: asked.data.number,
      text: asked.data.body,
      at: ground.now(),
      status: 'sent',
      body,
      ...(file?.field === 'medias' ? { file: { mime: file.mime, sizeBytes: file.sizeBytes } } : {}),
    };
    sent.push(message);
    if (struck.cutAfter) return cut(reply);
    return reply.send({ mensagem: 'Mensagem enviada', id: message.id });
  }

  return {
    account,
    reset: () => {
      sent = [];
      issued = new Map();
      signIns = 0;
    },
    async mount(app: FastifyInstance): Promise<void> {
      app.post('/_whaticket/auth/login', (request, reply) => {
        const asked = z.looseObject({ email: z.string(), password: z.string() }).safeParse(request.body).data;
        if (asked?.email !== account.email || asked.password !== account.password)
          return reply.code(401).send({ error: 'ERR_INVALID_CREDENTIALS' });
        return reply.send({ token: jwt(), user: { id: 1, email: account.email } });
      });
      await app.register(async (scope) => {
        await withForms(scope);
        scope.post('/_whaticket/api/messages/send', (request, reply) =>
          isGood(request.headers.authorization)
            ? send(request, reply)
            : reply.code(401).send({ error: 'ERR_SESSION_EXPIRED' }),
        );
      });
      app.get('/_whaticket/whatsapp/', (request, reply) =>
        isGood(request.headers.authorization)
          ? reply.send([{ id: 1, name: 'Demo', status: 'CONNECTED' }])
          : reply.code(401).send({ error: 'ERR_SESSION_EXPIRED' }),
      );
      app.post<{ Querystring: { signature?: string } }>('/_sim/whaticket/inbound', async (request) => {
        const { from, name, text, message, body } = parsed(inboundSchema, request.body);
        const payload = body ?? {
          message: message ?? { conversation: text ?? '' },
          number: from,
          ...(name ? { ticket: { contact: { number: from, name } } } : {}),
        };
        const secret = request.query.signature === 'wrong' ? 'another' : account.webhookSecret;
        // One time stamp for all attempts: with the body it stands in for an id.
        const stamp = Math.floor(ground.now() / 1000);
        return deliver(ground, 'whaticket', {
          url: account.webhookUrl,
          bytes: JSON.stringify(payload),
          headers: (bytes) => ({
            'content-type': 'application/json',
            'x-timestamp': String(stamp),
            'x-signature': createHmac('sha256', secret).update(`${stamp}.${bytes}`).digest('hex'),
            'x-webhook-token': account.webhookToken,
          }),
        });
      });
      /** Every token that was given out ends now, as after a restart with another secret. */
      app.post('/_sim/whaticket/expire', async () => {
        issued = new Map();
        return { expired: true };
      });
      app.get<{ Querystring: { to?: string } }>('/_sim/whaticket/outbox', async ({ query: { to } }) => ({
        messages: sent.filter((message) => to === undefined || message.to === to),
        signIns,
      }));
    },
  };
}
