import { z } from 'zod';

/** Message templates (INB-21), as far as they are written here. Source: Meta, "Message templates" (2026). */
export const TEMPLATE_STATUSES = ['approved', 'pending', 'rejected', 'paused', 'disabled', 'other'] as const;
export type TemplateStatus = (typeof TEMPLATE_STATUSES)[number];
export const TEMPLATE_CATEGORIES = ['utility', 'marketing', 'authentication', 'other'] as const;
export type TemplateCategory = (typeof TEMPLATE_CATEGORIES)[number];
export const TEMPLATE_MEDIA = ['image', 'video', 'document'] as const;

const button = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), title: z.string() }),
  /** A `{{1}}` at the end of the address is filled in for each message. */
  z.object({ type: z.literal('url'), title: z.string(), url: z.string() }),
  z.object({ type: z.literal('phone'), title: z.string(), phone: z.string() }),
  /** Copies a code, which each message brings. */
  z.object({ type: z.literal('code'), title: z.string() }),
  /** What this version cannot fill in: one-time passwords, forms, catalogues. */
  z.object({ type: z.literal('other'), title: z.string() }),
]);

export const messageTemplate = z.object({
  name: z.string(),
  /** As the platform writes it: `pt_BR`. */
  language: z.string(),
  category: z.enum(TEMPLATE_CATEGORIES),
  status: z.enum(TEMPLATE_STATUSES),
  /** Why it was rejected or paused, in the platform's words; empty where it says nothing. */
  reason: z.string(),
  header: z.discriminatedUnion('type', [
    z.object({ type: z.literal('none') }),
    z.object({ type: z.literal('text'), text: z.string() }),
    z.object({ type: z.enum(TEMPLATE_MEDIA) }),
    z.object({ type: z.literal('other') }),
  ]),
  body: z.string(),
  footer: z.string(),
  buttons: z.array(button),
  /** Sample values by the variable's key, from whoever made the template. */
  examples: z.record(z.string(), z.string()),
});
export type MessageTemplate = z.output<typeof messageTemplate>;
export type TemplateButton = MessageTemplate['buttons'][number];

/** Only these can be sent by a person: approved, and with nothing in them that we cannot fill in. */
export const isUsable = (template: MessageTemplate): boolean =>
  template.status === 'approved' &&
  template.header.type !== 'other' &&
  template.buttons.every(({ type }) => type !== 'other');
