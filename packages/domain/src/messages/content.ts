import { z } from 'zod';
import { templateParameter } from '../templates/fillTemplate.ts';
import { TEMPLATE_CATEGORIES, TEMPLATE_MEDIA } from '../templates/template.ts';
import { AUTOMATIC_MAIL, mailAddressSchema } from './mail.ts';

/** Where a file of a message stands: still at the platform, in our store, or lost. */
export const mediaSchema = z.object({
  mediaId: z.string(),
  state: z.enum(['pending', 'stored', 'failed']),
  /** Why it is lost, where that is not the platform's doing: nothing that runs is kept, and nothing without end. */
  lostFor: z.enum(['program', 'tooLarge']).optional(),
  mime: z.string(),
  fileName: z.string().optional(),
  sizeBytes: z.number().int().nonnegative().optional(),
  /** Seconds, for audio and video where known. */
  durationS: z.number().nonnegative().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /** A smaller picture is beside it in the store. */
  hasThumbnail: z.boolean().optional(),
  /** How loud a recording is, in 64 steps from 0 to 99. */
  waveform: z.array(z.number().int().min(0).max(99)).max(64).optional(),
});
export type Media = z.output<typeof mediaSchema>;

/** `inline`: a picture within the text; `page`: the mail as its sender made it up, to be opened on a page of its own. */
export const mailFileSchema = mediaSchema.extend({ role: z.enum(['attachment', 'inline', 'page']) });
export type MailFile = z.output<typeof mailFileSchema>;

const caption = z.string().default('');

/** What is sent just as it is composed, and checked against the limits of its channel (partFaults.ts). */
export const CHECKED_CONTENTS = [
  z.object({
    kind: z.literal('location'),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().default(''),
    address: z.string().default(''),
  }),
  z.object({
    kind: z.literal('contacts'),
    contacts: z.array(
      z.object({
        name: z.string(),
        phones: z.array(z.object({ phone: z.string(), label: z.string().default('') })),
        emails: z.array(z.string()),
      }),
    ),
  }),
  /** An empty emoji takes the reaction back. */
  z.object({ kind: z.literal('reaction'), emoji: z.string(), toMessageId: z.string().nullable() }),
  /** A question with up to a few answers to touch (INB-18). The answer comes back with the touched one's id. */
  z.object({
    kind: z.literal('buttons'),
    text: z.string(),
    header: z.string().default(''),
    footer: z.string().default(''),
    buttons: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** The same as a list behind one button. */
  z.object({
    kind: z.literal('list'),
    text: z.string(),
    header: z.string().default(''),
    footer: z.string().default(''),
    /** On the button that opens it. */
    button: z.string(),
    sections: z.array(
      z.object({
        title: z.string().default(''),
        rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().default('') })),
      }),
    ),
  }),
] as const;

/**
 * What a message holds, by kind (INB-18). `text` of the message row is the searchable, previewable part of it:
 * the text, the caption, the place's name, the chosen answer.
 */
export const messageContentSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('image'), media: mediaSchema, caption }),
  z.object({ kind: z.literal('video'), media: mediaSchema, caption }),
  z.object({ kind: z.literal('document'), media: mediaSchema, caption }),
  z.object({ kind: z.literal('audio'), media: mediaSchema, voice: z.boolean().default(false) }),
  z.object({ kind: z.literal('sticker'), media: mediaSchema, animated: z.boolean().default(false) }),
  ...CHECKED_CONTENTS,
  /** A template as it was filled in (INB-21): what the contact reads, and the values that the platform is given. */
  z.object({
    kind: z.literal('template'),
    templateId: z.string(),
    name: z.string(),
    language: z.string(),
    category: z.enum(TEMPLATE_CATEGORIES),
    header: z.discriminatedUnion('type', [
      z.object({ type: z.literal('none') }),
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.enum(TEMPLATE_MEDIA), media: mediaSchema }),
    ]),
    text: z.string(),
    footer: z.string(),
    buttons: z.array(z.object({ type: z.string(), title: z.string(), url: z.string() })),
    parameters: z.array(templateParameter),
  }),
  /** The contact's answer to buttons, a list or a form. */
  z.object({
    kind: z.literal('interactive'),
    answer: z.object({
      type: z.enum(['button', 'list', 'flow', 'template']),
      id: z.string(),
      title: z.string(),
      description: z.string().default(''),
    }),
  }),
  /** A mail, as one message with everything in it. */
  z.object({
    kind: z.literal('email'),
    subject: z.string(),
    from: mailAddressSchema,
    to: z.array(mailAddressSchema),
    cc: z.array(mailAddressSchema),
    /** Of a mail of ours; those in it are told to nobody. */
    bcc: z.array(mailAddressSchema).default([]),
    /** Where its sender wants the answer, if not at `from`. */
    replyTo: mailAddressSchema.nullable().default(null),
    /** What was newly written, plain. */
    text: z.string(),
    /** The same as HTML of few tags (server/src/channels/email/html.ts), `<img data-file="n">` being `files[n]`; empty for a plain mail. */
    html: z.string().default(''),
    /** What it repeats of earlier mails, plain. */
    quoted: z.string().default(''),
    files: z.array(mailFileSchema),
    automatic: z.enum(AUTOMATIC_MAIL).nullable().default(null),
    /** Not all of it is here: too long, or too large to be fetched from the mailbox. */
    isCut: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('system'), event: z.lazy(() => systemEventSchema) }),
  /** Kept as it came: the raw payload is with the inbound item, for an admin (INB-09). */
  z.object({ kind: z.literal('unsupported'), platformKind: z.string(), reason: z.string().default('') }),
]);

/** Entries of a conversation's timeline (INB-17). Ids, never words: the console says them in the reader's language. */
export const systemEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened'), queueId: z.string().nullable() }),
  z.object({ type: z.literal('assigned'), toUserId: z.string().nullable(), byUserId: z.string().nullable() }),
  /** To a person; to a queue, where it is nobody's again; or back to the company's program (INB-16). */
  z.object({
    type: z.literal('transferred'),
    toUserId: z.string().nullable(),
    toQueueId: z.string().nullable(),
    toProgram: z.boolean().default(false),
    byUserId: z.string().nullable(),
    reason: z.string().default(''),
  }),
  z.object({ type: z.literal('closed'), byUserId: z.string().nullable(), reason: z.string().default('') }),
  z.object({ type: z.literal('reopened'), byUserId: z.string().nullable() }),
  z.object({ type: z.literal('snoozed'), byUserId: z.string().nullable(), until: z.number().nullable() }),
  z.object({
    type: z.literal('tagged'),
    byUserId: z.string().nullable(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
  }),
  z.object({ type: z.literal('prioritised'), byUserId: z.string().nullable(), priority: z.int() }),
  z.object({ type: z.literal('numberChanged'), from: z.string(), to: z.string() }),
]);
export type SystemEvent = z.output<typeof systemEventSchema>;

export type MessageContent = z.output<typeof messageContentSchema>;
export type MessageKind = MessageContent['kind'];
export const MESSAGE_KINDS = [
  'text',
  'image',
  'video',
  'document',
  'audio',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'buttons',
  'list',
  'template',
  'interactive',
  'email',
  'system',
  'unsupported',
] as const satisfies readonly MessageKind[];

/** `note` is internal and never leaves the company; `system` is the timeline. */
export const DIRECTIONS = ['in', 'out', 'note', 'system'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Who or what a message came from. `phone` and `history` are WhatsApp coexistence (INB-27). */
export const MESSAGE_SOURCES = ['contact', 'console', 'api', 'phone', 'history', 'bot', 'system'] as const;
export type MessageSource = (typeof MESSAGE_SOURCES)[number];

/** The part of a message that lists show and search finds. */
export function textOf(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
    case 'buttons':
    case 'list':
      return content.text;
    case 'template':
      return [content.header.type === 'text' ? content.header.text : '', content.text].filter(Boolean).join('\n');
    case 'image':
    case 'video':
      return content.caption;
    case 'document':
      return [content.media.fileName, content.caption].filter(Boolean).join(' ');
    case 'location':
      return [content.name, content.address].filter(Boolean).join(', ');
    case 'contacts':
      return content.contacts.map((contact) => contact.name).join(', ');
    case 'reaction':
      return content.emoji;
    case 'interactive':
      return content.answer.title;
    case 'email':
      return content.text || content.subject;
    case 'audio':
    case 'sticker':
    case 'system':
    case 'unsupported':
      return '';
  }
}
