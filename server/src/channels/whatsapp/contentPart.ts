import type { OutgoingContent, SendOutcome } from '../adapter.ts';
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
    case 'buttons':
    case 'list':
      return ready('interactive', interactiveOf(content));
    default:
      return filePart(account, content);
  }
}

const ready = (type: string, part: unknown): ContentPart => ({ kind: 'ready', fields: { type, [type]: part } });

type File = Extract<OutgoingContent, { file: unknown }>;

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
