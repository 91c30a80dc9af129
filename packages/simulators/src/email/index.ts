import type { FastifyInstance } from 'fastify';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import { parsed } from '../control.ts';
import type { Ground } from '../small/ground.ts';
import { composeBounce, composeInbound, inboundSchema } from './compose.ts';
import { startImap } from './imapServer.ts';
import { createMailbox } from './mailbox.ts';
import { startSmtp, type Taken } from './smtp.ts';

const accountSchema = z.object({
  address: z.string().default('contato@clinica-demo.example'),
  user: z.string().default('contato@clinica-demo.example'),
  password: z.string().default('sim-password'),
  /** 0 takes a free one. */
  imapPort: z.int().default(0),
  smtpPort: z.int().default(0),
});
export type EmailInput = z.input<typeof accountSchema>;

const settingsSchema = z.strictObject({
  /** What the mail server wants from now on. */
  password: z.string().optional(),
  /** Refused on the spot: `{"a@example.com": 550}`. */
  refuse: z.record(z.string(), z.int()).default({}),
  /** Taken, and returned a moment later: `{"a@example.com": "5.1.1"}`. */
  bounce: z.record(z.string(), z.string()).default({}),
});

/** What the product sent, as `GET /_sim/email/outbox` lists it. */
export type SentMail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  attachments: { fileName: string; mime: string; sizeBytes: number }[];
  /** The first text/calendar in it; empty: none. */
  calendar: string;
  at: number;
};

/** A company's mailbox at a mail provider: IMAP to read it, SMTP to send, and levers for everybody else in the world. */
export async function createEmail(ground: Ground, input: EmailInput = {}, host = '127.0.0.1') {
  const account = accountSchema.parse(input);
  const mailbox = createMailbox();
  let sent: SentMail[] = [];
  let settings = settingsSchema.parse({});
  const isUser = (user: string, password: string) =>
    user === account.user && password === (settings.password ?? account.password);
  const imap = await startImap({ port: account.imapPort, host, mailbox, isUser });
  const smtp = await startSmtp({
    port: account.smtpPort,
    host,
    isUser,
    objectTo: (recipient) => {
      const status = settings.refuse[recipient];
      if (status === undefined) return null;
      return { status, text: `${status >= 500 ? '5.1.1' : '4.2.1'} <${recipient}>: Recipient address rejected` };
    },
    take,
  });

  async function take(mail: Taken) {
    const { slow, error, drop } = ground.faults.strike('email', 'send');
    if (slow) await ground.timers.pause(slow.ms);
    if (error) return { status: error.status ?? 451, text: '4.3.0 Temporary server error' };
    if (drop?.when === 'before') return 'drop' as const;
    sent.push(await sentMail(mail));
    for (const recipient of mail.to) {
      const status = settings.bounce[recipient];
      if (status === undefined) continue;
      ground.timers.after(50, () => {
        const bounce = composeBounce({ recipient, status, raw: mail.raw, own: account.address, at: ground.now() });
        mailbox.add(bounce, ground.now());
      });
    }
    return drop ? ('drop' as const) : null;
  }

  async function sentMail({ from, to, raw }: Taken): Promise<SentMail> {
    const read = await PostalMime.parse(raw);
    return {
      id: read.messageId ?? '',
      from,
      to,
      subject: read.subject ?? '',
      text: read.text ?? '',
      html: read.html ?? '',
      headers: Object.fromEntries(read.headers.map(({ key, value }) => [key, value])),
      attachments: read.attachments.map(({ filename, mimeType, content }) => ({
        fileName: filename ?? '',
        mime: mimeType,
        sizeBytes: typeof content === 'string' ? content.length : content.byteLength,
      })),
      calendar: calendarIn(read.attachments),
      at: ground.now(),
    };
  }

  const imapAddress = imap.server.address();
  return {
    account: {
      ...account,
      host,
      imapPort: typeof imapAddress === 'object' && imapAddress ? imapAddress.port : 0,
      smtpPort: smtp.port,
    },
    reset: () => {
      sent = [];
      settings = settingsSchema.parse({});
      mailbox.empty();
    },
    close: async () => {
      await Promise.all([imap.close(), smtp.close()]);
    },
    mount(app: FastifyInstance): void {
      app.post('/_sim/email/inbound', async (request) => {
        const mail = parsed(inboundSchema, request.body);
        const answered = sent.findLast(({ to }) => to.includes(mail.from))?.id ?? null;
        const raw = await composeInbound(mail, account.address, ground.now(), answered);
        const uids = Array.from({ length: mail.copies }, () => mailbox.add(raw, ground.now()).uid);
        return { uids, messageId: (await PostalMime.parse(raw)).messageId ?? null };
      });
      app.get<{ Querystring: { to?: string } }>('/_sim/email/outbox', async ({ query: { to } }) => ({
        messages: sent.filter((mail) => to === undefined || mail.to.includes(to)),
      }));
      app.post('/_sim/email/settings', async (request) => {
        settings = parsed(settingsSchema, request.body);
        return settings;
      });
      app.post('/_sim/email/disconnect', async () => {
        imap.disconnect();
        return { disconnected: true };
      });
      app.post('/_sim/email/renumber', async () => {
        mailbox.renumber();
        imap.disconnect();
        return { uidValidity: mailbox.uidValidity };
      });
    },
  };
}
export type EmailSimulator = Awaited<ReturnType<typeof createEmail>>;

function calendarIn(attachments: Awaited<ReturnType<typeof PostalMime.parse>>['attachments']): string {
  const content = attachments.find(({ mimeType }) => mimeType.toLowerCase() === 'text/calendar')?.content;
  return content === undefined
    ? ''
    : typeof content === 'string'
      ? content
      : Buffer.from(new Uint8Array(content)).toString();
}
