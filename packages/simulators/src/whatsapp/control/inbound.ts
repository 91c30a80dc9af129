import { z } from 'zod';
import { jsonOf, parsed } from '../../control.ts';
import { samples } from '../../samples/index.ts';
import type { WireMessage } from '../chats.ts';
import { KEPT_INBOUND_MS, type MediaShelf } from '../graph/media.ts';

/** What `POST /_sim/whatsapp/inbound` takes: something a person does on their phone, in plain words. */
export const INBOUND_TYPES = [
  'text',
  'image',
  'audio',
  'voice',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'interactive',
  'button',
  'order',
  'unsupported',
  'edit',
  'revoke',
  'raw',
] as const;

const mediaSchema = z.strictObject({
  mime: z.string().min(3),
  base64: z.base64(),
  fileName: z.string().optional(),
});

const answerSchema = z.strictObject({
  type: z.enum(['button', 'list', 'flow']).default('button'),
  id: z.string().default(''),
  title: z.string().default(''),
  description: z.string().optional(),
  /** `flow`: the form's answers. */
  values: z.record(z.string(), z.unknown()).optional(),
});

const inboundSchema = z
  .strictObject({
    /** Their key in the simulator, as the phone page names people; instead of `from` and `userId`. */
    person: z.string().optional(),
    /** Their number, in any spelling. */
    from: z.string().regex(/\d{5}/).optional(),
    /** Their business-scoped user id; alone, without `from`, the business never sees a number. */
    userId: z.string().min(4).optional(),
    name: z.string().optional(),
    username: z.string().optional(),
    /** Which number of the business; without it, the first. */
    phoneNumberId: z.string().optional(),
    type: z.enum(INBOUND_TYPES).default('text'),
    /** `{n}` becomes the message's number when `count` is more than one. */
    text: z.string().optional(),
    caption: z.string().optional(),
    /** A file; without it, the bundled sample of that kind. */
    media: mediaSchema.optional(),
    location: z
      .strictObject({
        latitude: z.number(),
        longitude: z.number(),
        name: z.string().optional(),
        address: z.string().optional(),
      })
      .default({
        latitude: -23.561414,
        longitude: -46.655881,
        name: 'Ponto de teste',
        address: 'Avenida de teste, 100',
      }),
    contacts: z
      .array(z.strictObject({ name: z.string(), phone: z.string(), email: z.string().optional() }))
      .min(1)
      .default([{ name: 'Contato de teste 99', phone: '+55 11 90000-0099' }]),
    /** `reaction`, `edit`, `revoke`: the message that it is about. */
    messageId: z.string().optional(),
    /** `reaction`: empty takes it back. */
    emoji: z.string().default('👍'),
    /** `interactive`, `button`: what they chose. */
    answer: answerSchema.prefault({}),
    /** Id of the message that they quote. */
    context: z.union([z.string(), z.strictObject({ id: z.string() })]).optional(),
    forwarded: z.boolean().optional(),
    /** Where they come from, for click-to-WhatsApp ads: as Meta sends it. */
    referral: z.record(z.string(), z.unknown()).optional(),
    /** `raw`: the message object as it is to stand in `messages[]`. */
    message: z.looseObject({ type: z.string() }).optional(),
    /** How many. */
    count: z.int().min(1).max(5_000).default(1),
    /** All in one delivery, as Meta does under load, or one each. */
    batch: z.boolean().default(false),
  })
  .refine(({ person, from, userId }) => (person ?? from ?? userId) !== undefined, {
    error: 'from or userId is needed',
    path: ['from'],
  })
  .refine((inbound) => inbound.messageId !== undefined || !['reaction', 'edit', 'revoke'].includes(inbound.type), {
    error: 'messageId is needed: the message that it is about',
    path: ['messageId'],
  })
  .refine((inbound) => inbound.message !== undefined || inbound.type !== 'raw', {
    error: 'message is needed: the message object itself',
    path: ['message'],
  });
export type Inbound = z.output<typeof inboundSchema>;

/**
 * Reads what a person does, in plain words or as Meta would send it (`text: { body }`, `reaction: { message_id, emoji }` …),
 * so that nobody has to remember which of the two this lever takes.
 * @throws ControlError 400
 */
export function inboundFrom(given: unknown): Inbound {
  return parsed(inboundSchema, inPlainWords(jsonOf(given)));
}

function inPlainWords(given: unknown): unknown {
  const said = z.looseObject({ type: z.string().default('text') }).safeParse(given);
  if (!said.success) return given;
  const { type, [said.data.type]: content, ...rest } = said.data;
  const inside = z.looseObject({}).safeParse(content);
  const cards = type === 'contacts' && Array.isArray(content) && content.some((card) => 'phones' in Object(card));
  if (cards) return { ...rest, type: 'raw', message: { type, contacts: content } };
  if (!inside.success || type === 'location') return given;
  if (type === 'text') return { ...rest, type, text: inside.data.body };
  if (type === 'reaction') {
    return { ...rest, type, messageId: inside.data.message_id, emoji: inside.data.emoji ?? '' };
  }
  if (type in samples) return { ...rest, type, ...(inside.data.caption ? { caption: inside.data.caption } : {}) };
  return { ...rest, type: 'raw', message: { type, [type]: content } };
}

/**
 * The message as Meta would put it into `messages[]`, without sender, id and time.
 * @param number counts from 1, for `{n}` in the text.
 */
export function wireOf(inbound: Inbound, media: MediaShelf, phoneNumberId: string, number: number): WireMessage {
  return { ...kindOf(inbound, media, phoneNumberId, number), ...contextOf(inbound), ...referralOf(inbound) };
}

function kindOf(inbound: Inbound, media: MediaShelf, phoneNumberId: string, number: number): WireMessage {
  const words = (inbound.text ?? 'Oi').replaceAll('{n}', String(number));
  const caption = inbound.caption ?? inbound.text;
  switch (inbound.type) {
    case 'text':
      return { type: 'text', text: { body: words } };
    case 'image':
    case 'video':
    case 'document':
    case 'sticker':
    case 'audio':
    case 'voice': {
      const type = inbound.type === 'voice' ? 'audio' : inbound.type;
      const sample = samples[inbound.type];
      const stored = media.put({
        phoneNumberId,
        mime: inbound.media?.mime ?? sample.mime,
        fileName: inbound.media?.fileName ?? sample.name,
        bytes: inbound.media ? Buffer.from(inbound.media.base64, 'base64') : sample.bytes,
        keptMs: KEPT_INBOUND_MS,
      });
      const withCaption = type !== 'audio' && type !== 'sticker' && caption;
      return {
        type,
        [type]: {
          ...(withCaption ? { caption } : {}),
          ...(type === 'document' ? { filename: stored.fileName } : {}),
          mime_type: stored.mime,
          sha256: stored.sha256,
          id: stored.id,
          ...(type === 'audio' ? { voice: inbound.type === 'voice' } : {}),
          ...(type === 'sticker' ? { animated: false } : {}),
        },
      };
    }
    case 'location':
      return { type: 'location', location: inbound.location };
    case 'contacts':
      return { type: 'contacts', contacts: inbound.contacts.map(cardOf) };
    case 'reaction':
      return {
        type: 'reaction',
        reaction: { message_id: inbound.messageId, ...(inbound.emoji === '' ? {} : { emoji: inbound.emoji }) },
      };
    case 'interactive':
      return { type: 'interactive', interactive: answerOf(inbound) };
    case 'button':
      return { type: 'button', button: { payload: inbound.answer.id, text: inbound.answer.title || words } };
    case 'order':
      return {
        type: 'order',
        order: {
          catalog_id: '500000000000001',
          text: words,
          product_items: [{ product_retailer_id: 'teste-01', quantity: 1, item_price: 10, currency: 'BRL' }],
        },
      };
    case 'unsupported':
      return {
        type: 'unsupported',
        errors: [
          {
            code: 131051,
            title: 'Message type unknown',
            message: 'Message type unknown',
            error_data: { details: 'Message type is currently not supported.' },
          },
        ],
        unsupported: { type: inbound.text ?? 'poll_creation' },
      };
    case 'edit':
      return {
        type: 'edit',
        edit: {
          original_message_id: inbound.messageId,
          message: { type: 'text', text: { body: words } },
        },
      };
    case 'revoke':
      return { type: 'revoke', revoke: { original_message_id: inbound.messageId } };
    case 'raw':
      return inbound.message ?? { type: 'unsupported' };
  }
}

function answerOf({ answer }: Inbound) {
  const { id, title, description, values } = answer;
  if (answer.type === 'flow') {
    return {
      type: 'nfm_reply',
      nfm_reply: { name: 'flow', body: title || 'Sent', response_json: JSON.stringify(values ?? {}) },
    };
  }
  const type = `${answer.type}_reply`;
  return { type, [type]: { id, title, ...(description === undefined ? {} : { description }) } };
}

function cardOf(card: Inbound['contacts'][number]) {
  return {
    name: { formatted_name: card.name, first_name: card.name },
    phones: [{ phone: card.phone, wa_id: card.phone.replace(/\D/g, ''), type: 'CELL' }],
    ...(card.email ? { emails: [{ email: card.email, type: 'WORK' }] } : {}),
  };
}

function contextOf({ context, forwarded }: Inbound) {
  const id = typeof context === 'string' ? context : context?.id;
  if (id === undefined && !forwarded) return {};
  return { context: { ...(id === undefined ? {} : { id }), ...(forwarded ? { forwarded: true } : {}) } };
}

const referralOf = ({ referral }: Inbound) => (referral === undefined ? {} : { referral });
