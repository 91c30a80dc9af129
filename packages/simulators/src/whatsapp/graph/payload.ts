import { z } from 'zod';
import { GraphError } from './errors.ts';

/**
 * What may be sent, checked as Meta checks it. Limits: Cloud API reference, messages, and interactive messages guide (2026).
 * Lengths count UTF-16 units as the product's own checks do; Meta does not say which it counts.
 */
const text = (max: number) => z.string().min(1).max(max);

const media = z
  .looseObject({
    id: z.string().optional(),
    link: z.url({ protocol: /^https?$/ }).optional(),
    caption: z.string().max(1_024).optional(),
    filename: z.string().max(240).optional(),
  })
  .refine((value) => value.id !== undefined || value.link !== undefined, {
    error: 'missing: one of id or link',
    path: ['id'],
  });

const header = z.looseObject({ type: z.enum(['text', 'image', 'video', 'document']), text: text(60).optional() });
const around = {
  header: header.optional(),
  body: z.object({ text: text(1_024) }),
  footer: z.object({ text: text(60) }).optional(),
};

const button = z.object({ type: z.literal('reply'), reply: z.object({ id: text(256), title: text(20) }) });
const row = z.object({ id: text(200), title: text(24), description: z.string().max(72).optional() });
const section = z.object({ title: z.string().max(24).optional(), rows: z.array(row).min(1) });

const interactive = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('button'),
    ...around,
    action: z.object({
      buttons: z
        .array(button)
        .min(1)
        .max(3)
        .refine((list) => distinct(list.map((item) => item.reply.id)), { error: 'Duplicate button id' })
        .refine((list) => distinct(list.map((item) => item.reply.title)), { error: 'Duplicate button title' }),
    }),
  }),
  z.object({
    type: z.literal('list'),
    ...around,
    action: z.object({
      button: text(20),
      sections: z
        .array(section)
        .min(1)
        .max(10)
        .refine((list) => list.flatMap((item) => item.rows).length <= 10, {
          error: 'Total row count exceed max allowed count: 10',
        })
        .refine((list) => distinct(list.flatMap((item) => item.rows.map((one) => one.id))), {
          error: 'Duplicate row id',
        })
        .refine((list) => list.length === 1 || list.every((item) => item.title), {
          error: 'Section title is required when there is more than one section',
        }),
    }),
  }),
  z.object({
    type: z.literal('cta_url'),
    ...around,
    action: z.object({
      name: z.literal('cta_url'),
      parameters: z.object({ display_text: text(20), url: z.url() }),
    }),
  }),
  z.looseObject({ type: z.literal('location_request_message'), body: z.object({ text: text(1_024) }) }),
  z.looseObject({ type: z.literal('flow'), body: z.object({ text: text(1_024) }), action: z.looseObject({}) }),
]);

const KINDS = {
  text: z.object({ body: text(4_096), preview_url: z.boolean().optional() }),
  image: media,
  video: media,
  audio: media,
  document: media,
  sticker: media,
  location: z.object({
    latitude: z.coerce.number().min(-90).max(90),
    longitude: z.coerce.number().min(-180).max(180),
    name: z.string().max(1_000).optional(),
    address: z.string().max(1_000).optional(),
  }),
  contacts: z.array(z.looseObject({ name: z.looseObject({ formatted_name: text(1_024) }) })).min(1),
  reaction: z.object({ message_id: text(1_024), emoji: z.string().max(32) }),
  interactive,
  template: z.looseObject({
    name: text(512),
    language: z.looseObject({ code: text(20) }),
    components: z.array(z.looseObject({ type: z.string() })).optional(),
  }),
} as const;
export type SendKind = keyof typeof KINDS;
export const SEND_KINDS = Object.keys(KINDS);

const base = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.enum(['individual', 'group']).optional(),
  to: z.string().min(1).optional(),
  /** Business-scoped user id; when both are given, the number wins. */
  recipient: z.string().min(1).optional(),
  type: z.string().default('text'),
  context: z.object({ message_id: text(1_024) }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
});

export type SendRequest = {
  to: string | null;
  recipient: string | null;
  kind: SendKind;
  content: Record<string, unknown> | unknown[];
  contextId: string | null;
  callbackData: string | null;
};

/** @throws GraphError 100, 131008 or 131009, naming the parameter. */
export function parseSend(body: unknown): SendRequest {
  const request = checked(base, body, '');
  if (request.to === undefined && request.recipient === undefined) {
    throw new GraphError(100, { title: 'The parameter to is required.' });
  }
  if (!isSendKind(request.type)) {
    throw new GraphError(100, {
      title: `Param type must be one of {${SEND_KINDS.map((kind) => kind.toUpperCase()).join(', ')}} - got "${request.type}".`,
    });
  }
  return {
    to: request.to ?? null,
    recipient: request.recipient ?? null,
    kind: request.type,
    content: checked<Record<string, unknown> | unknown[]>(KINDS[request.type], request[request.type], request.type),
    contextId: request.context?.message_id ?? null,
    callbackData: request.biz_opaque_callback_data ?? null,
  };
}

const isSendKind = (type: string): type is SendKind => type in KINDS;

/** Parses, or says what is wrong with Meta's code: 100 at the top, 131008 for something missing inside, 131009 for a wrong value. */
function checked<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = [at, ...(issue?.path ?? []).map(String)].filter(Boolean);
  const name = path.map((part, index) => (index === 0 ? part : `['${part}']`)).join('');
  const missing = issue?.message.startsWith('missing') || inside(value, issue?.path ?? []) === undefined;
  if (missing && path.length <= 1) throw new GraphError(100, { title: `The parameter ${name} is required.` });
  if (missing) throw new GraphError(131008, { details: `Parameter ${name} is missing.` });
  if (issue?.code === 'too_big' && at === 'text') {
    throw new GraphError(100, { title: `Param ${name} must be at most ${issue.maximum} characters long.` });
  }
  throw new GraphError(131009, { details: `${name}: ${issue?.message ?? 'not valid'}` });
}

function inside(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  );
}

const distinct = (values: readonly string[]) => new Set(values).size === values.length;
