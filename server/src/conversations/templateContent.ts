import {
  fillTemplate,
  isUsable,
  type MessageContent,
  type MessageTemplate,
  outgoingFileKind,
  parametersOf,
  Refusal,
  type TemplateParameter,
  templateFaults,
  valuesOf,
  WHATSAPP_FILES,
} from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import { isOptedOut } from '../contacts/index.ts';
import type { Trx } from '../db/index.ts';
import { templateOf } from '../templates/index.ts';
import type { Conversation } from './store.ts';
import { uploadedMedia } from './uploadedFile.ts';

type Template = Extract<MessageContent, { kind: 'template' }>;
type Wish = { templateId: string; parameters: readonly TemplateParameter[]; mediaId: string | null };

/**
 * A template as it goes out: filled in here, from the account's own words, whatever the console made of them.
 * @throws Refusal `record.notFound`, `template.notUsable`, `contact.optedOut`, `message.invalidPart`
 */
export async function templateContent(
  trx: Trx,
  actor: Actor,
  { channelId, contactId }: Conversation,
  { templateId, parameters, mediaId }: Wish,
): Promise<Template> {
  const { companyId } = actor;
  const template = await templateOf(trx, companyId, { channelId, templateId });
  if (!template) throw new Refusal({ code: 'record.notFound', record: 'template', id: templateId });
  const { name, language, category, status, reason } = template;
  if (!isUsable(template)) throw new Refusal({ code: 'template.notUsable', state: status, reason });
  // The platform would refuse it too (131050), and each try counts against the company.
  if (category === 'marketing' && (await isOptedOut(trx, companyId, contactId))) {
    throw new Refusal({ code: 'contact.optedOut', contactId });
  }
  const values = valuesOf(
    parameters.map((each) => ({ ...each, value: each.value.replaceAll('\0', '').toWellFormed() })),
  );
  const [fault] = templateFaults(template, values);
  if (fault) throw new Refusal({ code: 'message.invalidPart', ...fault });
  const { header: headerText, ...filled } = fillTemplate(template, values);
  return {
    kind: 'template',
    templateId,
    name,
    language,
    category,
    header: await headerOf(trx, actor, template, headerText, mediaId),
    ...filled,
    parameters: parametersOf(template, values),
  };
}

async function headerOf(
  trx: Trx,
  actor: Actor,
  { header }: MessageTemplate,
  text: string,
  mediaId: string | null,
): Promise<Template['header']> {
  switch (header.type) {
    case 'none':
    case 'other':
      return { type: 'none' };
    case 'text':
      return { type: 'text', text };
    default: {
      if (mediaId === null) throw missingFile();
      const media = await uploadedMedia(trx, actor, mediaId);
      const fitting = outgoingFileKind(WHATSAPP_FILES, media);
      if (fitting.kind === 'tooLarge') throw new Refusal({ code: 'media.tooLarge', limitBytes: fitting.limitBytes });
      if (header.type !== 'document' && fitting.kind !== header.type) throw missingFile();
      return { type: header.type, media };
    }
  }
}

const missingFile = () =>
  new Refusal({ code: 'message.invalidPart', part: 'header', at: 'header', fault: 'missing', limit: 0 });
