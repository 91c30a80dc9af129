import type { ReceivedContent, RemoteFile } from '../../conversations/index.ts';
import { type WireError, wireContents, wireError, wireInteractive } from './wire.ts';

type Body = { type: string; [part: string]: unknown };

/**
 * What a message says, by its `type`. A kind that this version does not know is `unsupported`, never an error (INB-09).
 * @throws ZodError when a kind that we know lacks what it must have.
 */
export function contentOf(message: Body): ReceivedContent {
  const part = message[message.type];
  switch (message.type) {
    case 'text':
      return { kind: 'text', text: wireContents.text.parse(part).body };
    case 'image': {
      const image = wireContents.image.parse(part);
      return { kind: 'image', file: fileOf(image), caption: image.caption };
    }
    case 'video': {
      const video = wireContents.video.parse(part);
      return { kind: 'video', file: fileOf(video), caption: video.caption };
    }
    case 'document': {
      const document = wireContents.document.parse(part);
      return { kind: 'document', file: fileOf(document, document.filename), caption: document.caption };
    }
    case 'audio': {
      const audio = wireContents.audio.parse(part);
      return { kind: 'audio', file: fileOf(audio), voice: audio.voice ?? false };
    }
    case 'sticker': {
      const sticker = wireContents.sticker.parse(part);
      return { kind: 'sticker', file: fileOf(sticker), animated: sticker.animated ?? false };
    }
    case 'location': {
      const { latitude, longitude, name, address } = wireContents.location.parse(part);
      return { kind: 'location', latitude, longitude, name, address };
    }
    case 'contacts':
      return { kind: 'contacts', contacts: wireContents.contacts.parse(part).map(cardOf) };
    case 'button': {
      const button = wireContents.button.parse(part);
      return {
        kind: 'interactive',
        answer: { type: 'template', id: button.payload || button.text, title: button.text, description: '' },
      };
    }
    case 'interactive':
      return answerOf(wireContents.interactive.parse(part));
    default:
      return unsupportedOf(message);
  }
}

function answerOf(interactive: Body): ReceivedContent {
  const part = interactive[interactive.type];
  switch (interactive.type) {
    case 'button_reply': {
      const { id, title } = wireInteractive.button_reply.parse(part);
      return { kind: 'interactive', answer: { type: 'button', id, title, description: '' } };
    }
    case 'list_reply': {
      const { id, title, description } = wireInteractive.list_reply.parse(part);
      return { kind: 'interactive', answer: { type: 'list', id, title, description } };
    }
    case 'nfm_reply': {
      const reply = wireInteractive.nfm_reply.parse(part);
      return {
        kind: 'interactive',
        answer: { type: 'flow', id: reply.name || 'flow', title: reply.body, description: reply.response_json },
      };
    }
    default:
      return { kind: 'unsupported', platformKind: `interactive.${interactive.type}`, reason: '' };
  }
}

function unsupportedOf(message: Body): ReceivedContent {
  const inner = wireContents.unsupported.safeParse(message.unsupported).data?.type;
  const error = wireError.array().safeParse(message.errors).data?.[0];
  const kind = message.type === 'unsupported' ? inner || 'unknown' : message.type;
  return { kind: 'unsupported', platformKind: kind.slice(0, 100), reason: error ? explain(error) : '' };
}

type Card = { name?: { formatted_name: string; first_name: string } | null | undefined } & {
  phones: { phone: string; wa_id: string; type: string }[];
  emails: { email: string }[];
};

function cardOf(card: Card) {
  return {
    name: card.name?.formatted_name || card.name?.first_name || '',
    phones: card.phones.map((entry) => ({ phone: entry.phone || entry.wa_id, label: entry.type })),
    emails: card.emails.map((entry) => entry.email),
  };
}

function fileOf(media: { id: string; mime_type: string }, fileName?: string): RemoteFile {
  // Meta adds parameters that say nothing to a viewer: "audio/ogg; codecs=opus".
  const mime = media.mime_type.split(';')[0]?.trim() || 'application/octet-stream';
  return { providerId: media.id, mime, ...(fileName ? { fileName } : {}) };
}

export const explain = (error: WireError): string => error.error_data?.details || error.message || error.title;
