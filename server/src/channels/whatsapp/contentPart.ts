import type { OutgoingContent, OutgoingFile, OutgoingTemplate, SendOutcome } from '../adapter.ts';
import type { WhatsappAccount } from './account.ts';
import { uploadMedia } from './uploadMedia.ts';

type ContentPart = { kind: 'ready'; fields: Record<string, unknown> } | { kind: 'failed'; outcome: SendOutcome };

/**
 * What is said, in the platform's words. A file is uploaded first: until then nothing can have reached the contact.
 * Source: Meta, Cloud API, "Messages" reference, one page a kind (2026-05).
 */
export async function contentPart(account: WhatsappAccount, content: OutgoingContent): Promise<ContentPart> {
  switch (content.kind) {
    case 'text':
      return ready('text', { body: content.text, preview_url: true });
    case 'location': {
      const { latitude, longitude, name, address } = content;
      return ready('location', { latitude, longitude, ...(name ? { name } : {}), ...(address ? { address } : {}) });
    }
    case 'contacts':
      return ready('contacts', content.contacts.map(cardOf));
    case 'reaction':
      return ready('reaction', { message_id: content.toProviderId, emoji: content.emoji });
    case 'template':
      return templatePart(account, content);
    case 'buttons':
    case 'list':
      return ready('interactive', interactiveOf(content));
    case 'email':
      return { kind: 'failed', outcome: { kind: 'rejected', code: 'message.kind', detail: content.kind } };
    default:
      return filePart(account, content);
  }
}

const ready = (type: string, part: unknown): ContentPart => ({ kind: 'ready', fields: { type, [type]: part } });

type File = Extract<OutgoingContent, { file: OutgoingFile }>;

async function filePart(account: WhatsappAccount, { kind, caption, voice, file }: File): Promise<ContentPart> {
  const uploaded = await uploadMedia(account, file);
  if (uploaded.kind === 'failed') return uploaded;
  return ready(kind, {
    id: uploaded.id,
    ...(caption ? { caption } : {}),
    ...(kind === 'document' ? { filename: file.fileName } : {}),
    ...(kind === 'audio' && voice ? { voice: true } : {}),
  });
}

/**
 * Values by component; only those components are named that bring some. Source: Meta, "Template components" (2026).
 */
async function templatePart(account: WhatsappAccount, template: OutgoingTemplate): Promise<ContentPart> {
  const { name, language, header, buttons, parameters } = template;
  const uploaded = header && (await uploadMedia(account, header.file));
  if (uploaded?.kind === 'failed') return uploaded;
  const media = header &&
    uploaded && {
      type: header.type,
      [header.type]: { id: uploaded.id, ...(header.type === 'document' ? { filename: header.file.fileName } : {}) },
    };
  const texts = (where: 'header' | 'body') =>
    parameters
      .filter((parameter) => parameter.in === where)
      .map(({ name: place, value }) => ({
        type: 'text',
        // Numbered places go by their order, named ones by name.
        ...(/^\d+$/.test(place) ? {} : { parameter_name: place }),
        text: value,
      }));
  const components = [
    { type: 'header', parameters: media ? [media] : texts('header') },
    { type: 'body', parameters: texts('body') },
    ...parameters.flatMap(({ in: where, index, value }) => {
      if (where !== 'button') return [];
      const isCode = buttons[index]?.type === 'code';
      const parameter = isCode ? { type: 'coupon_code', coupon_code: value } : { type: 'text', text: value };
      return [
        { type: 'button', sub_type: isCode ? 'copy_code' : 'url', index: String(index), parameters: [parameter] },
      ];
    }),
  ].filter((component) => component.parameters.length > 0);
  return ready('template', {
    name,
    language: { code: language },
    ...(components.length > 0 ? { components } : {}),
  });
}

type Card = Extract<OutgoingContent, { kind: 'contacts' }>['contacts'][number];

/** With `wa_id` the phone offers to write to the number; Meta wants a first name beside the whole one. */
function cardOf({ name, phones, emails }: Card) {
  return {
    name: { formatted_name: name, first_name: name.split(' ')[0] ?? name },
    ...(phones.length > 0
      ? {
          phones: phones.map(({ phone, label }) => ({
            phone,
            wa_id: phone.replace(/\D/g, ''),
            type: label || 'CELL',
          })),
        }
      : {}),
    ...(emails.length > 0 ? { emails: emails.map((email) => ({ email, type: 'WORK' })) } : {}),
  };
}

type Choices = Extract<OutgoingContent, { kind: 'buttons' | 'list' }>;

function interactiveOf(content: Choices) {
  const around = {
    ...(content.header ? { header: { type: 'text', text: content.header } } : {}),
    body: { text: content.text },
    ...(content.footer ? { footer: { text: content.footer } } : {}),
  };
  if (content.kind === 'buttons') {
    return {
      type: 'button',
      ...around,
      action: { buttons: content.buttons.map((reply) => ({ type: 'reply', reply })) },
    };
  }
  const sections = content.sections.map(({ title, rows }) => ({
    ...(title ? { title } : {}),
    rows: rows.map(({ id, title: name, description }) => ({
      id,
      title: name,
      ...(description ? { description } : {}),
    })),
  }));
  return { type: 'list', ...around, action: { button: content.button, sections } };
}
