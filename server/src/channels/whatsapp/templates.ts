import type { MessageTemplate, TemplateButton, TemplateCategory, TemplateStatus } from '@balcao/domain';
import { z } from 'zod';
import type { TemplatesOutcome } from '../adapter.ts';
import { callPlatform } from '../connection.ts';
import { refusalOf } from '../meta/refusals.ts';
import { bearer, graphUrl, type WhatsappAccount } from './account.ts';

const PAGE = 100;
/** Meta allows 6,000 templates an account; a listing that never ends must not hold the lane. */
const MOST_PAGES = 100;
const FIELDS = 'id,name,language,category,status,rejected_reason,parameter_format,components';

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

const texts = z.array(z.string()).catch([]);
const wireButton = z.looseObject({
  type: z.string(),
  text: optionalText,
  url: optionalText,
  phone_number: optionalText,
  example: z
    .union([z.array(z.string()), z.string()])
    .nullish()
    .catch(null),
});
const namedExample = z.array(z.looseObject({ param_name: z.string(), example: z.string() })).catch([]);

const wireComponent = z.looseObject({
  type: z.string(),
  format: optionalText,
  text: optionalText,
  buttons: z.array(wireButton).nullish(),
  example: z
    .looseObject({
      header_text: texts,
      body_text: z.array(z.array(z.string())).catch([]),
      header_text_named_params: namedExample,
      body_text_named_params: namedExample,
    })
    .nullish()
    .catch(null),
});
type WireComponent = z.output<typeof wireComponent>;

const wireTemplate = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  language: z.string().min(1),
  category: optionalText,
  status: optionalText,
  rejected_reason: optionalText,
  components: z.array(wireComponent).default([]),
});

const page = z.looseObject({
  data: z.array(z.unknown()),
  paging: z
    .looseObject({ cursors: z.looseObject({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

/**
 * `GET /{account-id}/message_templates`, all pages. What one template holds that nobody expects keeps the others from
 * nobody: it is left out. Source: Meta, Business Management API, "Message templates" (2026).
 */
export async function listTemplates(account: WhatsappAccount): Promise<TemplatesOutcome> {
  const { businessAccountId } = account.credentials;
  if (!businessAccountId) return { kind: 'failed', code: 'channel.noBusinessAccount', detail: '' };
  const templates: Extract<TemplatesOutcome, { kind: 'listed' }>['templates'] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const url = new URL(graphUrl(account, `${encodeURIComponent(businessAccountId)}/message_templates`));
    url.searchParams.set('fields', FIELDS);
    url.searchParams.set('limit', String(PAGE));
    if (after) url.searchParams.set('after', after);
    const answered = await callPlatform(url.href, { method: 'GET', headers: bearer(account) });
    if (answered.kind !== 'answer') return { kind: 'failed', code: answered.code, detail: answered.detail };
    const { response, answer } = answered;
    if (!response.ok) {
      const refusal = refusalOf(response.status, response.headers, answer, Date.now());
      const { code, detail } = refusal.kind === 'accepted' ? { code: 'unknown', detail: '' } : refusal;
      return { kind: 'failed', code, detail };
    }
    const listed = page.safeParse(answer);
    if (!listed.success) return { kind: 'failed', code: 'answer.unreadable', detail: z.prettifyError(listed.error) };
    for (const each of listed.data.data) {
      const template = wireTemplate.safeParse(each);
      if (template.success) templates.push({ providerId: template.data.id, template: templateOf(template.data) });
    }
    after = listed.data.paging?.cursors?.after;
    // The last page has a cursor too; only `next` says that there is more.
    if (!listed.data.paging?.next || !after) break;
  }
  return { kind: 'listed', templates };
}

const STATUSES: Record<string, TemplateStatus> = {
  APPROVED: 'approved',
  PENDING: 'pending',
  IN_APPEAL: 'pending',
  REJECTED: 'rejected',
  PAUSED: 'paused',
  DISABLED: 'disabled',
};
const CATEGORIES: Record<string, TemplateCategory> = {
  UTILITY: 'utility',
  MARKETING: 'marketing',
  AUTHENTICATION: 'authentication',
};

function templateOf(wire: z.output<typeof wireTemplate>): MessageTemplate {
  const part = (type: string) => wire.components.find((component) => component.type.toUpperCase() === type);
  const [header, body] = [part('HEADER'), part('BODY')];
  const reason = wire.rejected_reason === 'NONE' ? '' : wire.rejected_reason;
  const buttons = part('BUTTONS')?.buttons ?? [];
  return {
    name: wire.name,
    language: wire.language,
    category: CATEGORIES[wire.category.toUpperCase()] ?? 'other',
    status: STATUSES[wire.status.toUpperCase()] ?? 'other',
    reason,
    header: headerOf(header),
    body: body?.text ?? '',
    footer: part('FOOTER')?.text ?? '',
    buttons: buttons.map(buttonOf),
    examples: Object.fromEntries([...examplesIn('header', header), ...examplesIn('body', body)]),
  };
}

function headerOf(header: WireComponent | undefined): MessageTemplate['header'] {
  if (!header) return { type: 'none' };
  switch (header.format.toUpperCase()) {
    case 'TEXT':
    case '':
      return { type: 'text', text: header.text };
    case 'IMAGE':
      return { type: 'image' };
    case 'VIDEO':
      return { type: 'video' };
    case 'DOCUMENT':
      return { type: 'document' };
    default:
      return { type: 'other' };
  }
}

function buttonOf({ type, text: title, url, phone_number: phone }: z.output<typeof wireButton>): TemplateButton {
  switch (type.toUpperCase()) {
    case 'QUICK_REPLY':
      return { type: 'reply', title };
    case 'URL':
      return { type: 'url', title, url };
    case 'PHONE_NUMBER':
      return { type: 'phone', title, phone };
    case 'COPY_CODE':
      return { type: 'code', title };
    default:
      return { type: 'other', title };
  }
}

/** Numbered places have their examples in a row, named ones by name. */
function examplesIn(where: 'header' | 'body', component: WireComponent | undefined): [string, string][] {
  const example = component?.example;
  if (!example) return [];
  const numbered = where === 'header' ? example.header_text : (example.body_text[0] ?? []);
  const named = where === 'header' ? example.header_text_named_params : example.body_text_named_params;
  return [
    ...numbered.map((text, index): [string, string] => [`${where}.${index + 1}`, text]),
    ...named.map(({ param_name, example: text }): [string, string] => [`${where}.${param_name}`, text]),
  ];
}
