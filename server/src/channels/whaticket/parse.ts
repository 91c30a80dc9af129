import { z } from 'zod';
import type { ReceivedContent, ReceivedEvent } from '../../conversations/index.ts';
import { fieldOf, textOf } from '../loose.ts';
import { numberIn } from './split.ts';

/**
 * Whaticket hands WhatsApp Web's message on as it is: an object with one part, named by its kind. Source: the payloads of
 * the requirement documents; the parts' fields are those of the WAProto message that Baileys documents.
 */
const item = z.object({ id: z.string().min(1).max(300), at: z.number().int().positive(), body: z.unknown() });
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const parts = {
  extendedTextMessage: z.looseObject({ text }),
  media: z.looseObject({
    caption: text,
    mimetype: z.string().default('application/octet-stream'),
    fileName: text,
    url: text,
    ptt: z.boolean().nullish(),
    isAnimated: z.boolean().nullish(),
  }),
  locationMessage: z.looseObject({
    degreesLatitude: z.number(),
    degreesLongitude: z.number(),
    name: text,
    address: text,
  }),
  contactMessage: z.looseObject({ displayName: text, vcard: text }),
  buttonsResponseMessage: z.looseObject({ selectedButtonId: text, selectedDisplayText: text }),
  templateButtonReplyMessage: z.looseObject({ selectedId: text, selectedDisplayText: text }),
  listResponseMessage: z.looseObject({
    title: text,
    description: text,
    singleSelectReply: z.looseObject({ selectedRowId: text }).nullish(),
  }),
  reactionMessage: z.looseObject({ text, key: z.looseObject({ id: z.string().min(1) }) }),
};

/** @throws ZodError or Error when the payload names nobody, or a part that we know lacks what it must have. */
export function parseItem(payload: unknown): ReceivedEvent {
  const { id, at, body } = item.parse(payload);
  const message = fieldOf(body, 'message');
  if (typeof message !== 'object' || message === null)
    return { type: 'unknown', what: textOf(fieldOf(body, 'event')) ?? 'delivery' };
  if (textOf(fieldOf(fieldOf(body, 'key'), 'remoteJid'))?.endsWith('@g.us'))
    return { type: 'unknown', what: 'group message' };
  const number = numberIn(body);
  if (!number) throw new Error('number: missing (expected number, ticket.contact.number or key.remoteJid)');
  const fromMe = fieldOf(fieldOf(body, 'key'), 'fromMe') === true;
  const reaction = fieldOf(message, 'reactionMessage');
  if (reaction !== undefined) {
    const { key, text: emoji } = parts.reactionMessage.parse(reaction);
    return {
      type: 'change',
      targetProviderId: key.id,
      providerId: id,
      at,
      by: fromMe ? 'phone' : 'contact',
      change: { kind: 'reaction', emoji },
    };
  }
  const contact = fieldOf(fieldOf(body, 'ticket'), 'contact') ?? fieldOf(body, 'contact');
  return {
    type: 'message',
    person: {
      identities: [{ kind: 'whatsapp', value: number }],
      name: textOf(fieldOf(contact, 'name')) ?? textOf(fieldOf(body, 'pushName')) ?? '',
    },
    providerId: id,
    at,
    origin: { kind: fromMe ? 'phone' : 'contact' },
    content: contentOf(message, textOf(fieldOf(body, 'mediaUrl'))),
    quotedProviderId: quotedIn(message),
  };
}

function contentOf(message: object, mediaUrl: string | undefined): ReceivedContent {
  const conversation = textOf(fieldOf(message, 'conversation'));
  if (conversation !== undefined) return { kind: 'text', text: conversation };
  const kind = Object.keys(message).find((name) => name.endsWith('Message')) ?? '';
  const part = fieldOf(message, kind);
  switch (kind) {
    case 'extendedTextMessage':
      return { kind: 'text', text: parts.extendedTextMessage.parse(part).text };
    case 'imageMessage':
    case 'videoMessage':
    case 'audioMessage':
    case 'documentMessage':
    case 'stickerMessage':
      return fileContent(kind, parts.media.parse(part), mediaUrl);
    case 'locationMessage': {
      const {
        degreesLatitude: latitude,
        degreesLongitude: longitude,
        name,
        address,
      } = parts.locationMessage.parse(part);
      return { kind: 'location', latitude, longitude, name, address };
    }
    case 'contactMessage': {
      const { displayName: name, vcard } = parts.contactMessage.parse(part);
      const phones = [...vcard.matchAll(/^TEL[^:]*:(.+)$/gim)].map(([, phone]) => ({
        phone: phone?.trim() ?? '',
        label: '',
      }));
      return { kind: 'contacts', contacts: [{ name, phones, emails: [] }] };
    }
    case 'buttonsResponseMessage': {
      const { selectedButtonId: id, selectedDisplayText: title } = parts.buttonsResponseMessage.parse(part);
      return { kind: 'interactive', answer: { type: 'button', id: id || title, title, description: '' } };
    }
    case 'templateButtonReplyMessage': {
      const { selectedId: id, selectedDisplayText: title } = parts.templateButtonReplyMessage.parse(part);
      return { kind: 'interactive', answer: { type: 'template', id: id || title, title, description: '' } };
    }
    case 'listResponseMessage': {
      const { title, description, singleSelectReply } = parts.listResponseMessage.parse(part);
      return {
        kind: 'interactive',
        answer: { type: 'list', id: singleSelectReply?.selectedRowId || title, title, description },
      };
    }
    default:
      return { kind: 'unsupported', platformKind: (kind || 'empty').slice(0, 100), reason: '' };
  }
}

type FileKind = 'imageMessage' | 'videoMessage' | 'audioMessage' | 'documentMessage' | 'stickerMessage';

/** Whaticket keeps the file and gives its address; WhatsApp's own (`url`) is encrypted and of no use. */
function fileContent(
  kind: FileKind,
  part: z.output<typeof parts.media>,
  mediaUrl: string | undefined,
): ReceivedContent {
  if (!mediaUrl) return { kind: 'unsupported', platformKind: kind, reason: part.caption };
  const mime = part.mimetype.split(';')[0]?.trim() || 'application/octet-stream';
  const file = { providerId: mediaUrl, mime, ...(part.fileName ? { fileName: part.fileName } : {}) };
  switch (kind) {
    case 'imageMessage':
      return { kind: 'image', file, caption: part.caption };
    case 'videoMessage':
      return { kind: 'video', file, caption: part.caption };
    case 'audioMessage':
      return { kind: 'audio', file, voice: part.ptt ?? false };
    case 'documentMessage':
      return { kind: 'document', file, caption: part.caption };
    case 'stickerMessage':
      return { kind: 'sticker', file, animated: part.isAnimated ?? false };
  }
}

function quotedIn(message: object): string | null {
  const parts = Object.values(message);
  const context = parts.map((part) => fieldOf(part, 'contextInfo')).find((found) => found !== undefined);
  return textOf(fieldOf(context, 'stanzaId')) ?? null;
}
