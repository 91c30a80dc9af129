import { z } from 'zod';

/**
 * Meta's words, as far as this product reads them. Source: Meta, WhatsApp Business Platform, webhooks reference
 * (messages and its kinds, status, smb_message_echoes, history, smb_app_state_sync), pages of 2026-05 to 2026-08.
 * Objects are loose: what is not named here stays in the kept payload.
 */

/** Unix seconds, as text or number; milliseconds for us. The bound keeps a broken clock out of the database. */
export const timestamp = z.coerce
  .number()
  .int()
  .positive()
  .max(9_999_999_999)
  .transform((seconds) => seconds * 1000);

const id = z.string().min(1).max(500);
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

export const wireError = z.looseObject({
  code: z.coerce.string(),
  title: optionalText,
  message: optionalText,
  error_data: z.looseObject({ details: optionalText }).nullish(),
});
export type WireError = z.output<typeof wireError>;

export const wireContact = z
  .looseObject({
    wa_id: id.optional(),
    user_id: id.optional(),
    profile: z.looseObject({ name: optionalText }).nullish(),
  })
  .optional();
export type WireContact = z.output<typeof wireContact>;

/** What every message has, whatever its kind; the part named by `type` is read by content.ts. */
export const wireMessage = z.looseObject({
  id,
  timestamp,
  type: z.string().min(1),
  from: id.optional(),
  from_user_id: id.optional(),
  to: id.optional(),
  to_user_id: id.optional(),
  group_id: id.optional(),
  context: z.looseObject({ id: id.optional() }).nullish(),
});
export type WireMessage = z.output<typeof wireMessage>;

export const wireStatus = z.looseObject({
  id,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(wireError).optional(),
  // A shape of it that this version does not know must not lose the status.
  pricing: z
    .looseObject({ billable: z.boolean().default(true), category: z.string().min(1).max(60) })
    .optional()
    .catch(undefined),
});

export const wireSystem = z.looseObject({
  type: z.string(),
  wa_id: id.optional(),
  new_wa_id: id.optional(),
  user_id: id.optional(),
  previous_user_id: id.optional(),
});

const metadata = z
  .looseObject({ display_phone_number: z.string().optional(), phone_number_id: z.string().optional() })
  .optional();

/** The items that split.ts makes. */
export const wireItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), field: z.string(), metadata, contact: wireContact, message: wireMessage }),
  z.object({ kind: z.literal('status'), field: z.string(), metadata, status: z.unknown() }),
  z.object({ kind: z.literal('echo'), field: z.string(), metadata, contact: wireContact, message: wireMessage }),
  z.object({
    kind: z.literal('history'),
    field: z.string(),
    metadata,
    thread: z.looseObject({ id: id.optional(), context: z.looseObject({ user_id: id.optional() }).nullish() }),
    message: wireMessage.extend({ history_context: z.looseObject({ status: optionalText }).nullish() }),
  }),
  z.object({ kind: z.literal('historyFile'), field: z.string(), metadata, contact: wireContact, message: wireMessage }),
  z.object({
    kind: z.literal('address'),
    field: z.string(),
    metadata,
    entry: z.looseObject({
      type: z.literal('contact'),
      action: z.enum(['add', 'remove']),
      contact: z.looseObject({ phone_number: id, full_name: optionalText, first_name: optionalText }),
    }),
  }),
  z.object({
    kind: z.literal('userIdUpdate'),
    field: z.string(),
    metadata,
    update: z.looseObject({
      wa_id: id.optional(),
      user_id: z.looseObject({ previous: id, current: id }),
      timestamp,
    }),
  }),
  z.object({
    kind: z.literal('preference'),
    field: z.string(),
    metadata,
    contact: wireContact,
    preference: z.looseObject({
      wa_id: id.optional(),
      user_id: id.optional(),
      category: z.string(),
      value: z.string(),
      timestamp,
    }),
  }),
  z.object({ kind: z.literal('other'), field: z.string(), metadata, value: z.unknown() }),
]);
export type WireItem = z.output<typeof wireItem>;

const media = z.looseObject({ id, mime_type: z.string().default('application/octet-stream'), caption: optionalText });

export const wireContents = {
  text: z.looseObject({ body: z.string().max(70_000) }),
  image: media,
  video: media,
  audio: media.extend({ voice: z.boolean().nullish() }),
  sticker: media.extend({ animated: z.boolean().nullish() }),
  document: media.extend({ filename: z.string().optional() }),
  location: z.looseObject({
    latitude: z.coerce.number(),
    longitude: z.coerce.number(),
    name: optionalText,
    address: optionalText,
  }),
  contacts: z.array(
    z.looseObject({
      name: z.looseObject({ formatted_name: optionalText, first_name: optionalText }).nullish(),
      phones: z
        .array(z.looseObject({ phone: optionalText, wa_id: optionalText, type: optionalText }))
        .nullish()
        .transform((phones) => phones ?? []),
      emails: z
        .array(z.looseObject({ email: optionalText }))
        .nullish()
        .transform((emails) => emails ?? []),
    }),
  ),
  button: z.looseObject({ text: z.string(), payload: optionalText }),
  interactive: z.looseObject({ type: z.string() }),
  reaction: z.looseObject({ message_id: id, emoji: optionalText }),
  revoke: z.looseObject({ original_message_id: id }),
  edit: z.looseObject({ original_message_id: id, message: z.looseObject({ type: z.string() }) }),
  unsupported: z.looseObject({ type: optionalText }).nullish(),
};

export const wireInteractive = {
  button_reply: z.looseObject({ id: z.string(), title: z.string() }),
  list_reply: z.looseObject({ id: z.string(), title: z.string(), description: optionalText }),
  nfm_reply: z.looseObject({ response_json: z.string().default('{}'), body: optionalText, name: optionalText }),
};
