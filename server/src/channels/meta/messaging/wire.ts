import { z } from 'zod';

/**
 * Meta's words for Messenger and Instagram messaging, as far as this product reads them. Source: Meta, Messenger Platform
 * (webhook events: messages, message_echoes, message_deliveries, message_reads, messaging_postbacks, message_reactions,
 * message_edits) and Instagram Platform (webhooks of messaging), pages of 2026. Objects are loose: the rest stays in the
 * kept payload.
 */

const id = z.string().min(1).max(500);
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** Epoch milliseconds here, unlike WhatsApp's seconds. The bound keeps a broken clock out of the database. */
const timestamp = z.coerce.number().int().positive().max(9_999_999_999_999);

export const wireAttachment = z.looseObject({
  type: z.string().min(1),
  payload: z
    .looseObject({
      url: z.string().optional(),
      title: z.string().optional(),
      sticker_id: z.coerce.string().optional(),
      coordinates: z.looseObject({ lat: z.number(), long: z.number() }).optional(),
    })
    .nullish(),
  title: z.string().nullish(),
  url: z.string().nullish(),
});
export type WireAttachment = z.output<typeof wireAttachment>;

export const wireMessage = z.looseObject({
  mid: id,
  text: z.string().max(20_000).optional(),
  is_echo: z.boolean().optional(),
  is_deleted: z.boolean().optional(),
  is_unsupported: z.boolean().optional(),
  /** What we put there ourselves comes back in Messenger's echo. */
  metadata: z.string().optional(),
  quick_reply: z.looseObject({ payload: z.string() }).nullish(),
  reply_to: z.looseObject({ mid: id.optional(), story: z.looseObject({ url: optionalText }).nullish() }).nullish(),
});
export type WireMessage = z.output<typeof wireMessage>;

const party = z.looseObject({ id });
const common = { sender: party, recipient: party, timestamp };

/** The items that split.ts makes: one event of Meta's `messaging` list, or one part of it. */
export const wireItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), event: z.looseObject({ ...common, message: wireMessage }) }),
  z.object({
    kind: z.literal('attachment'),
    /** Position among the message's parts: the first bears the message's own id. */
    part: z.number().int().nonnegative(),
    attachment: wireAttachment,
    event: z.looseObject({ ...common, message: wireMessage }),
  }),
  z.object({
    kind: z.literal('postback'),
    event: z.looseObject({
      ...common,
      postback: z.looseObject({ mid: id.optional(), title: optionalText, payload: optionalText }),
    }),
  }),
  z.object({
    kind: z.literal('delivered'),
    mid: id,
    event: z.looseObject({
      ...common,
      timestamp: timestamp.optional(),
      delivery: z.looseObject({ watermark: timestamp.optional() }),
    }),
  }),
  z.object({
    kind: z.literal('read'),
    event: z.looseObject({ ...common, read: z.looseObject({ mid: id.optional(), watermark: timestamp.optional() }) }),
  }),
  z.object({
    kind: z.literal('reaction'),
    event: z.looseObject({
      ...common,
      reaction: z.looseObject({
        mid: id,
        action: z.enum(['react', 'unreact']),
        emoji: optionalText,
        reaction: optionalText,
      }),
    }),
  }),
  z.object({
    kind: z.literal('edit'),
    event: z.looseObject({
      ...common,
      message_edit: z.looseObject({ mid: id, text: z.string(), num_edit: z.coerce.number().default(1) }),
    }),
  }),
  z.object({ kind: z.literal('other'), what: z.string(), value: z.unknown() }),
]);
export type WireItem = z.output<typeof wireItem>;
