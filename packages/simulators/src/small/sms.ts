import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { parsed } from '../control.ts';
import { fetched } from './files.ts';
import { cut, deliver, type Ground, type Sent, strikeSend } from './ground.ts';

/** Twilio: `Messages.json`, forms signed by `X-Twilio-Signature`, status callbacks. Source: Twilio, "Messages resource" (2026). */
export const smsSchema = z.object({
  accountSid: z.string().default('AC00000000000000000000000000000001'),
  authToken: z.string().default('sim-auth-token'),
  number: z.string().default('+551140000009'),
  webhookUrl: z.string().default('http://127.0.0.1:8080'),
});
export type SmsInput = z.input<typeof smsSchema>;

const sendSchema = z.looseObject({
  To: z.string(),
  From: z.string(),
  Body: z.string().max(1_600).default(''),
  MediaUrl: z.url().optional(),
  StatusCallback: z.string().optional(),
});
const inboundSchema = z.strictObject({
  from: z.string(),
  text: z.string().default(''),
  sid: z.string().optional(),
  fields: z.record(z.string(), z.string()).default({}),
});
const settingsSchema = z.strictObject({
  sentMs: z.int().nonnegative().default(50),
  deliveredMs: z.int().nonnegative().default(200),
  fail: z.record(z.string(), z.int()).default({}),
});

export function createSms(ground: Ground, input: SmsInput) {
  const account = smsSchema.parse(input);
  let sent: Sent[] = [];
  let settings = settingsSchema.parse({});
  const newSid = () => `SM${randomBytes(16).toString('hex')}`;

  function tell(url: string, fields: Record<string, string>, target: 'webhook' | 'status', token = account.authToken) {
    const form = { ...fields, AccountSid: account.accountSid, ApiVersion: '2010-04-01' };
    const sorted = Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1));
    const signed = url + sorted.map(([name, value]) => name + value).join('');
    return deliver(ground, 'sms', {
      url,
      bytes: new URLSearchParams(form).toString(),
      target,
      headers: () => ({
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'x-twilio-signature': createHmac('sha1', token).update(signed, 'utf8').digest('base64'),
      }),
    });
  }

  async function follow(message: Sent, callback: string | undefined): Promise<void> {
    const failing = settings.fail[message.to];
    const steps: [string, number][] =
      failing === undefined
        ? [
            ['sent', settings.sentMs],
            ['delivered', settings.deliveredMs],
          ]
        : [
            ['sent', settings.sentMs],
            ['undelivered', settings.deliveredMs],
          ];
    for (const [status, afterMs] of steps) {
      if (!(await ground.timers.pause(afterMs))) return;
      message.status = status;
      if (!callback) continue;
      const error: Record<string, string> = status === 'undelivered' ? { ErrorCode: String(failing) } : {};
      await tell(
        callback,
        {
          MessageSid: message.id,
          SmsSid: message.id,
          MessageStatus: status,
          SmsStatus: status,
          To: message.to,
          From: account.number,
          ...error,
        },
        'status',
      );
    }
  }

  const refuse = (reply: FastifyReply, status: number, code: number, message: string) =>
    reply.code(status).send({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });

  async function send(body: unknown, reply: FastifyReply) {
    const struck = await strikeSend(ground, 'sms', reply);
    if (struck.kind === 'cut') return reply;
    if (struck.kind === 'error')
      return refuse(reply, struck.fault.status ?? 500, struck.fault.code ?? 20_500, 'Internal Server Error');
    const asked = sendSchema.safeParse(body);
    if (!asked.success) return refuse(reply, 400, 21_602, z.prettifyError(asked.error));
    const { To: to, From: from, Body: text, MediaUrl: mediaUrl, StatusCallback: callback } = asked.data;
    if (text === '' && mediaUrl === undefined)
      return refuse(reply, 400, 21_619, 'A text message body or media urls must be specified.');
    const file = mediaUrl === undefined ? null : await fetched(mediaUrl);
    if (from !== account.number)
      return refuse(reply, 400, 21_606, `The From phone number ${from} is not a valid sender`);
    if (!/^\+[1-9]\d{6,14}$/.test(to))
      return refuse(reply, 400, 21_211, `The 'To' number ${to} is not a valid phone number.`);
    const id = mediaUrl === undefined ? newSid() : newSid().replace('SM', 'MM');
    const message: Sent = { id, to, text, at: ground.now(), status: 'queued', body, ...(file ? { file } : {}) };
    sent.push(message);
    void follow(message, callback);
    if (struck.cutAfter) return cut(reply);
    return reply.code(201).send({
      sid: message.id,
      account_sid: account.accountSid,
      to,
      from,
      body: text,
      status: 'queued',
      num_segments: '1',
      num_media: mediaUrl === undefined ? '0' : '1',
      direction: 'outbound-api',
      error_code: null,
    });
  }

  return {
    account,
    reset: () => {
      sent = [];
      settings = settingsSchema.parse({});
    },
    async mount(app: FastifyInstance): Promise<void> {
      await app.register(async (scope) => {
        scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
          done(null, Object.fromEntries(new URLSearchParams(String(body)))),
        );
        const mine = `/2010-04-01/Accounts/${account.accountSid}`;
        const expected = `Basic ${Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64')}`;
        scope.post(`${mine}/Messages.json`, (request, reply) =>
          request.headers.authorization === expected
            ? send(request.body, reply)
            : refuse(reply, 401, 20_003, 'Authenticate'),
        );
        scope.get(`${mine}/IncomingPhoneNumbers.json`, (request, reply) =>
          request.headers.authorization === expected
            ? reply.send({
                incoming_phone_numbers: [{ sid: 'PN00000000000000000000000000000001', phone_number: account.number }],
              })
            : refuse(reply, 401, 20_003, 'Authenticate'),
        );
      });
      app.post<{ Querystring: { signature?: string } }>('/_sim/sms/inbound', async (request) => {
        const { from, text, sid = newSid(), fields } = parsed(inboundSchema, request.body);
        const token = request.query.signature === 'wrong' ? 'another' : account.authToken;
        const form = {
          MessageSid: sid,
          SmsSid: sid,
          SmsMessageSid: sid,
          SmsStatus: 'received',
          NumMedia: '0',
          NumSegments: '1',
          Body: text,
          From: from,
          To: account.number,
          ...fields,
        };
        return { id: sid, ...(await tell(account.webhookUrl, form, 'webhook', token)) };
      });
      app.post('/_sim/sms/settings', async (request) => {
        settings = parsed(settingsSchema, request.body);
        return settings;
      });
      app.get<{ Querystring: { to?: string } }>('/_sim/sms/outbox', async ({ query: { to } }) => ({
        messages: sent.filter((message) => to === undefined || message.to === to),
      }));
    },
  };
}
