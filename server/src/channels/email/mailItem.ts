import { AUTOMATIC_MAIL, mailAddressSchema } from '@balcao/domain';
import { z } from 'zod';

/** What the mailbox's reader (readMail.ts) makes of a mail, and keeps as the inbound item's payload. */
const file = z.object({
  /** Where its bytes lie in our store until its message has them; `blocked`: a program, whose bytes were not taken. */
  stagedId: z.union([z.uuid(), z.literal('blocked')]),
  fileName: z.string().max(255),
  mime: z.string().max(200),
  role: z.enum(['attachment', 'inline', 'page']),
});

export const mailItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mail'),
    messageId: z.string(),
    references: z.array(z.string()),
    at: z.number().int().positive(),
    subject: z.string(),
    from: mailAddressSchema,
    to: z.array(mailAddressSchema),
    cc: z.array(mailAddressSchema),
    replyTo: mailAddressSchema.nullable(),
    text: z.string(),
    html: z.string(),
    quoted: z.string(),
    files: z.array(file),
    /** What a calendar says in it (RFC 6047), as it came; empty: nothing. */
    calendar: z.string().default(''),
    automatic: z.enum(AUTOMATIC_MAIL).nullable(),
    isCut: z.boolean(),
  }),
  /** A mail server, or the reader's own program, tells what became of a mail of ours. */
  z.object({
    kind: z.literal('report'),
    messageId: z.string(),
    about: z.string(),
    at: z.number().int().positive(),
    outcome: z.enum(['failed', 'delayed', 'delivered', 'read']),
    recipient: z.string(),
    /** RFC 3463, such as 5.1.1; empty when the report names none. */
    status: z.string(),
    detail: z.string(),
  }),
  /** Not to be read by this version: it stays in the mailbox, under this UID. */
  z.object({ kind: z.literal('unreadable'), uid: z.number(), reason: z.string(), head: z.string() }),
]);
export type MailItem = z.output<typeof mailItem>;
export type MailFileItem = z.output<typeof file>;
