import { randomUUID } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { z } from 'zod';

/** A mail that somebody writes to the company, in plain words; `raw` for everything else. */
export const inboundSchema = z.strictObject({
  from: z.string(),
  name: z.string().default(''),
  to: z.array(z.string()).optional(),
  cc: z.array(z.string()).default([]),
  subject: z.string().default(''),
  text: z.string().optional(),
  html: z.string().optional(),
  messageId: z.string().optional(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()).default([]),
  /** Answers the latest mail of the company's that this person got. */
  reply: z.boolean().default(false),
  headers: z.record(z.string(), z.string()).default({}),
  attachments: z
    .array(
      z.strictObject({
        fileName: z.string(),
        mime: z.string().default('application/octet-stream'),
        base64: z.string(),
        /** Content-ID: a picture within the HTML. */
        cid: z.string().optional(),
      }),
    )
    .default([]),
  /** The whole mail, head and all, in base64. */
  raw: z.string().optional(),
  copies: z.int().min(1).max(100).default(1),
});
export type Inbound = z.output<typeof inboundSchema>;

export const newMessageId = (): string => `<${randomUUID()}@mail.example.com>`;

export async function composeInbound(mail: Inbound, own: string, at: number, answered: string | null): Promise<Buffer> {
  if (mail.raw !== undefined) return Buffer.from(mail.raw, 'base64');
  const inReplyTo = mail.inReplyTo ?? (mail.reply ? answered : null);
  const composer = new MailComposer({
    from: { name: mail.name, address: mail.from },
    to: mail.to ?? [own],
    cc: mail.cc,
    subject: mail.subject,
    ...(mail.text === undefined ? {} : { text: mail.text }),
    ...(mail.html === undefined ? {} : { html: mail.html }),
    messageId: mail.messageId ?? newMessageId(),
    date: new Date(at),
    ...(inReplyTo ? { inReplyTo, references: [...mail.references, inReplyTo] } : { references: mail.references }),
    headers: mail.headers,
    attachments: mail.attachments.map(({ fileName, mime, base64, cid }) => ({
      filename: fileName,
      contentType: mime,
      content: Buffer.from(base64, 'base64'),
      ...(cid ? { cid } : {}),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A delivery report of another mail server (RFC 3464) about a mail that it could not deliver. */
export function composeBounce(about: {
  recipient: string;
  status: string;
  raw: Buffer;
  own: string;
  at: number;
}): Buffer {
  const { recipient, status, raw, own, at } = about;
  const boundary = `=_${randomUUID()}`;
  const headEnd = raw.indexOf('\r\n\r\n');
  const head = raw.subarray(0, headEnd === -1 ? raw.length : headEnd).toString('latin1');
  const lines = [
    'From: Mail Delivery System <mailer-daemon@mail.example.com>',
    `To: ${own}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: ${newMessageId()}`,
    'Auto-Submitted: auto-replied',
    'Return-Path: <>',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `Your message to ${recipient} could not be delivered.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example.com',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 The e-mail account that you tried to reach does not exist',
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    head,
    '',
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
