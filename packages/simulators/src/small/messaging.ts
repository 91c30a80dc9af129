import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { ControlError, parsed } from '../control.ts';
import { traceId } from '../ids.ts';
import { samples } from '../samples/index.ts';
import { fetched, fieldsAndFile, type TakenFile, withForms } from './files.ts';
import { cut, deliver, type Ground, type Sent, strikeSend } from './ground.ts';

/**
 * Messenger and Instagram: `POST /{version}/{id}/messages` and the webhooks of `messaging`. Source: Meta, Messenger
 * Platform and Instagram Platform, "Send API", "Webhooks", "Message tags", "Error codes" (2026).
 */
export const messagingSchema = z.object({
  accountId: z.string(),
  name: z.string().default('Conta de demonstração'),
  accessToken: z.string().default('sim-access-token'),
  appSecret: z.string().default('sim-app-secret'),
  webhookUrl: z.string().default('http://127.0.0.1:8080'),
});
export type MessagingInput = z.input<typeof messagingSchema>;
export type MessagingKind = 'facebook' | 'instagram';

const VERSION = '/:version(^v\\d+\\.\\d+$)';
const HOUR_MS = 3_600_000;
const LIMIT = { facebook: 2_000, instagram: 1_000 };

type Person = { id: string; name: string; lastWroteAt: number | null };
type World = { people: Map<string, Person>; sent: Sent[]; settings: z.output<typeof settingsSchema> };

const settingsSchema = z.strictObject({
  deliveredMs: z.int().nonnegative().default(150),
  readMs: z.int().nonnegative().nullable().default(400),
});
const sendSchema = z.looseObject({
  recipient: z.looseObject({ id: z.string() }),
  messaging_type: z.enum(['RESPONSE', 'UPDATE', 'MESSAGE_TAG']).optional(),
  tag: z.string().optional(),
  message: z.looseObject({
    text: z.string().optional(),
    metadata: z.string().max(1_000).optional(),
    attachment: z.looseObject({ type: z.string(), payload: z.looseObject({ url: z.string().optional() }) }).optional(),
  }),
});
const inboundSchema = z.strictObject({
  from: z.string().min(1),
  name: z.string().optional(),
  text: z.string().optional(),
  attachment: z.enum(['image', 'audio', 'video', 'file']).optional(),
  quickReply: z.string().optional(),
  postback: z.strictObject({ title: z.string(), payload: z.string() }).optional(),
  replyTo: z.string().optional(),
  raw: z.record(z.string(), z.unknown()).optional(),
  mid: z.string().optional(),
  hoursAgo: z.number().nonnegative().default(0),
});

/** In a form, what is an object elsewhere is its JSON. */
function unpacked(fields: unknown): unknown {
  const { recipient, message, reply_to: replyTo, ...rest } = Object(fields);
  const parts = { recipient, message, ...(replyTo === undefined ? {} : { reply_to: replyTo }) };
  try {
    return {
      ...rest,
      ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, JSON.parse(String(text))])),
    };
  } catch {
    return fields;
  }
}

const fetchedFor = async (url: string | undefined): Promise<TakenFile | null> =>
  url === undefined ? null : fetched(url);

export function createMessaging(ground: Ground, kind: MessagingKind, input: MessagingInput) {
  const account = messagingSchema.parse(input);
  const newWorld = (): World => ({ people: new Map(), sent: [], settings: settingsSchema.parse({}) });
  let world = newWorld();
  let baseUrl = '';

  const newMid = () =>
    kind === 'facebook' ? `m_${randomBytes(24).toString('base64url')}` : `aWdf${randomBytes(24).toString('base64url')}`;
  const personOf = (id: string): Person => {
    const known = world.people.get(id) ?? { id, name: '', lastWroteAt: null };
    world.people.set(id, known);
    return known;
  };

  function tell(
    event: Record<string, unknown>,
    target: 'webhook' | 'status' = 'webhook',
    signature: 'right' | 'wrong' = 'right',
  ) {
    const body = {
      object: kind === 'facebook' ? 'page' : 'instagram',
      entry: [{ id: account.accountId, time: ground.now(), messaging: [event] }],
    };
    const secret = signature === 'right' ? account.appSecret : `${account.appSecret}?`;
    return deliver(ground, kind, {
      url: account.webhookUrl,
      bytes: JSON.stringify(body).replaceAll('/', '\\/'),
      target,
      headers: (bytes) => ({
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
      }),
    });
  }
  const fromPerson = (id: string) => ({
    sender: { id },
    recipient: { id: account.accountId },
    timestamp: ground.now(),
  });
  const fromUs = (id: string) => ({ sender: { id: account.accountId }, recipient: { id }, timestamp: ground.now() });

  async function follow(sent: Sent, metadata: string | undefined): Promise<void> {
    const { settings } = world;
    const text = sent.text === '' ? {} : { text: sent.text };
    await tell({
      ...fromUs(sent.to),
      message: { mid: sent.id, is_echo: true, ...text, ...(metadata ? { metadata } : {}) },
    });
    if (kind === 'facebook') {
      if (!(await ground.timers.pause(settings.deliveredMs))) return;
      sent.status = 'delivered';
      await tell({ ...fromPerson(sent.to), delivery: { mids: [sent.id], watermark: ground.now() } }, 'status');
    }
    if (settings.readMs === null || !(await ground.timers.pause(settings.readMs))) return;
    sent.status = 'read';
    const read = kind === 'facebook' ? { watermark: ground.now() } : { mid: sent.id };
    await tell({ ...fromPerson(sent.to), read }, 'status');
  }

  function refuse(reply: FastifyReply, status: number, code: number, message: string, subcode?: number) {
    const error = {
      message,
      type: 'OAuthException',
      code,
      ...(subcode ? { error_subcode: subcode } : {}),
      fbtrace_id: traceId(),
    };
    return reply.code(status).send({ error });
  }

  async function send(body: unknown, given: TakenFile | null, reply: FastifyReply) {
    const struck = await strikeSend(ground, kind, reply);
    if (struck.kind === 'cut') return reply;
    if (struck.kind === 'error')
      return refuse(
        reply,
        struck.fault.status ?? 500,
        struck.fault.code ?? 1200,
        '(#1200) Temporary send message failure.',
      );
    const asked = sendSchema.safeParse(body);
    if (!asked.success) return refuse(reply, 400, 100, `(#100) ${z.prettifyError(asked.error)}`);
    const { recipient, messaging_type: type, tag, message } = asked.data;
    const person = world.people.get(recipient.id);
    if (!person) return refuse(reply, 400, 100, '(#100) No matching user found', 2_018_001);
    if ((message.text ?? '').length > LIMIT[kind])
      return refuse(reply, 400, 100, '(#100) Length of param message[text] is too long');
    const file = given ?? (await fetchedFor(message.attachment?.payload.url));
    if (message.text === undefined && !file)
      return refuse(reply, 400, 100, '(#100) Upload attachment failure.', 2_018_047);
    if (file && file.sizeBytes > (message.attachment?.type === 'image' ? 8 : 25) * 1024 * 1024)
      return refuse(reply, 400, 100, '(#100) Attachment size exceeds allowable limit', 2_018_278);
    const age = person.lastWroteAt === null ? Number.POSITIVE_INFINITY : ground.now() - person.lastWroteAt;
    const allowed = type === 'MESSAGE_TAG' && tag === 'HUMAN_AGENT' ? 7 * 24 * HOUR_MS : 24 * HOUR_MS;
    if (age > allowed)
      return refuse(reply, 400, 10, '(#10) This message is sent outside of allowed window.', 2_018_278);
    const sent: Sent = {
      id: newMid(),
      to: person.id,
      text: message.text ?? '',
      at: ground.now(),
      status: 'sent',
      body,
      ...(file ? { file: { mime: file.mime, sizeBytes: file.sizeBytes } } : {}),
    };
    world.sent.push(sent);
    void follow(sent, kind === 'facebook' ? message.metadata : undefined);
    if (struck.cutAfter) return cut(reply);
    return reply.send({ recipient_id: person.id, message_id: sent.id });
  }

  async function inbound(given: unknown, signature: 'right' | 'wrong') {
    const asked = parsed(inboundSchema, given);
    const person = personOf(asked.from);
    if (asked.name) person.name = asked.name;
    person.lastWroteAt = ground.now() - asked.hoursAgo * HOUR_MS;
    if (asked.raw) return { ...(await tell({ ...fromPerson(person.id), ...asked.raw }, 'webhook', signature)) };
    const mid = asked.mid ?? newMid();
    if (asked.postback)
      return {
        id: mid,
        ...(await tell({ ...fromPerson(person.id), postback: { mid, ...asked.postback } }, 'webhook', signature)),
      };
    const attachments = asked.attachment
      ? [{ type: asked.attachment, payload: { url: `${baseUrl}/_cdn/${kind}/${asked.attachment}` } }]
      : undefined;
    const message = {
      mid,
      ...(asked.text === undefined ? {} : { text: asked.text }),
      ...(asked.quickReply === undefined ? {} : { quick_reply: { payload: asked.quickReply } }),
      ...(asked.replyTo === undefined ? {} : { reply_to: { mid: asked.replyTo } }),
      ...(attachments ? { attachments } : {}),
    };
    return { id: mid, ...(await tell({ ...fromPerson(person.id), message }, 'webhook', signature)) };
  }

  const FILES = { image: samples.image, audio: samples.voice, video: samples.video, file: samples.document };

  return {
    account,
    reset: () => {
      world = newWorld();
    },
    listening(url: string) {
      baseUrl = url;
    },
    async mount(app: FastifyInstance): Promise<void> {
      // Its own prefix, since Messenger, Instagram and WhatsApp share the paths of one Graph API: the base address tells them apart.
      const prefix = `/_${kind}`;
      const guarded = (authorization: string | undefined) => authorization === `Bearer ${account.accessToken}`;
      await app.register(async (scope) => {
        await withForms(scope);
        scope.post<{ Params: { id: string } }>(`${prefix}${VERSION}/:id/messages`, async (request, reply) => {
          if (!guarded(request.headers.authorization))
            return refuse(reply, 401, 190, 'Error validating access token: Session has expired');
          if (request.params.id !== account.accountId)
            return refuse(reply, 400, 100, `(#100) Unknown id ${request.params.id}`);
          const { fields, file } = await fieldsAndFile(request);
          return send(request.isMultipart() ? unpacked(fields) : fields, file, reply);
        });
      });
      app.get<{ Params: { id: string } }>(`${prefix}${VERSION}/:id`, (request, reply) => {
        if (!guarded(request.headers.authorization))
          return refuse(reply, 401, 190, 'Error validating access token: Session has expired');
        const { id } = request.params;
        if (id === account.accountId) return reply.send({ id, name: account.name, username: 'conta.demo' });
        const person = world.people.get(id);
        if (!person) return refuse(reply, 400, 100, '(#100) No matching user found', 2_018_001);
        const [first = '', ...rest] = person.name.split(' ');
        return reply.send({
          id,
          ...(kind === 'facebook'
            ? { first_name: first, last_name: rest.join(' ') }
            : { name: person.name, username: `pessoa.${id.slice(-2)}` }),
        });
      });
      app.get<{ Params: { file: string } }>(`/_cdn/${kind}/:file`, (request, reply) => {
        const file = Object.entries(FILES).find(([name]) => name === request.params.file)?.[1];
        if (!file) return reply.code(404).send();
        return reply.type(file.mime).send(Buffer.from(file.bytes));
      });
      app.post<{ Querystring: { signature?: string } }>(`/_sim/${kind}/inbound`, (request) =>
        inbound(request.body, request.query.signature === 'wrong' ? 'wrong' : 'right'),
      );
      app.post(`/_sim/${kind}/echo`, async (request) => {
        const { to, text } = parsed(z.strictObject({ to: z.string(), text: z.string() }), request.body);
        const mid = newMid();
        return { id: mid, ...(await tell({ ...fromUs(to), message: { mid, is_echo: true, text } })) };
      });
      app.post(`/_sim/${kind}/settings`, async (request) => {
        world.settings = parsed(settingsSchema, request.body);
        return world.settings;
      });
      app.get<{ Querystring: { to?: string } }>(`/_sim/${kind}/outbox`, async (request) => {
        const { to } = request.query;
        if (to !== undefined && !world.people.has(to))
          throw new ControlError(404, `nobody with the id ${to} ever wrote`);
        return { messages: world.sent.filter((sent) => to === undefined || sent.to === to) };
      });
    },
  };
}
