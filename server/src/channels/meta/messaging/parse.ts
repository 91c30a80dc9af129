import type { Person } from '../../../contacts/index.ts';
import type { ReceivedContent, ReceivedEvent, ReceivedMessage } from '../../../conversations/index.ts';
import { type WireAttachment, type WireItem, type WireMessage, wireItem } from './wire.ts';

export type Platform = 'facebook' | 'instagram';
type Bubble = Extract<WireItem, { kind: 'text' | 'attachment' }>;

/**
 * One item (split.ts) in our words.
 * @throws ZodError when it is not what Meta documents.
 */
export function parseItem(platform: Platform, payload: unknown): ReceivedEvent {
  const item = wireItem.parse(payload);
  const person = (id: string): Person => ({ identities: [{ kind: platform, value: id }], name: '' });
  switch (item.kind) {
    case 'text':
    case 'attachment':
      return bubbleEvent(item, person);
    case 'postback': {
      const { sender, timestamp, postback } = item.event;
      return {
        type: 'message',
        person: person(sender.id),
        // Instagram always gives an id, Messenger since version 16; without one the tap itself is named.
        providerId: postback.mid ?? `postback.${sender.id}.${timestamp}`,
        at: timestamp,
        origin: { kind: 'contact' },
        content: {
          kind: 'interactive',
          answer: { type: 'button', id: postback.payload || postback.title, title: postback.title, description: '' },
        },
        quotedProviderId: null,
      };
    }
    case 'delivered': {
      const { timestamp, delivery } = item.event;
      const at = timestamp ?? delivery.watermark;
      if (at === undefined) throw new Error('delivery: tells no time');
      return { type: 'status', providerId: item.mid, ourId: null, status: 'delivered', at, failure: null };
    }
    case 'read': {
      const { sender, timestamp, read } = item.event;
      if (read.mid) {
        return { type: 'status', providerId: read.mid, ourId: null, status: 'read', at: timestamp, failure: null };
      }
      return { type: 'readUntil', person: person(sender.id), until: read.watermark ?? timestamp, at: timestamp };
    }
    case 'reaction': {
      const { sender, recipient, timestamp, reaction } = item.event;
      return {
        type: 'change',
        targetProviderId: reaction.mid,
        providerId: `reaction.${sender.id}.${recipient.id}.${timestamp}`,
        at: timestamp,
        by: 'contact',
        change: { kind: 'reaction', emoji: reaction.action === 'react' ? reaction.emoji || '❤️' : '' },
      };
    }
    case 'edit': {
      const { timestamp, message_edit: edit } = item.event;
      return {
        type: 'change',
        targetProviderId: edit.mid,
        providerId: `${edit.mid}.edit.${edit.num_edit}`,
        at: timestamp,
        by: 'contact',
        change: { kind: 'edit', content: { kind: 'text', text: edit.text } },
      };
    }
    case 'other':
      return { type: 'unknown', what: item.what || 'delivery' };
  }
}

function bubbleEvent(item: Bubble, person: (id: string) => Person): ReceivedEvent {
  const { sender, recipient, timestamp, message } = item.event;
  const part = item.kind === 'attachment' ? item.part : 0;
  const providerId = part === 0 ? message.mid : `${message.mid}#${part}`;
  if (message.is_deleted) {
    return {
      type: 'change',
      targetProviderId: providerId,
      providerId: `${message.mid}.deleted`,
      at: timestamp,
      by: 'contact',
      change: { kind: 'revoke' },
    };
  }
  const received: ReceivedMessage = {
    type: 'message',
    person: person(message.is_echo ? recipient.id : sender.id),
    providerId,
    at: timestamp,
    origin: { kind: message.is_echo ? 'phone' : 'contact' },
    content: item.kind === 'attachment' ? attachmentContent(item.attachment) : textContent(message),
    quotedProviderId: message.reply_to?.mid ?? null,
  };
  return message.is_echo ? { type: 'echo', ourId: message.metadata ?? null, message: received } : received;
}

function textContent(message: WireMessage): ReceivedContent {
  const { text, quick_reply: chosen } = message;
  if (chosen) {
    const title = text ?? chosen.payload;
    return { kind: 'interactive', answer: { type: 'button', id: chosen.payload, title, description: '' } };
  }
  if (text !== undefined && text !== '') return { kind: 'text', text };
  const platformKind = message.is_unsupported ? 'unsupported' : 'empty';
  return { kind: 'unsupported', platformKind, reason: '' };
}

/** Meta names a family, not a type: what the file is comes out when it is fetched (INB-22). */
const FAMILIES: Record<string, (file: { providerId: string }) => ReceivedContent> = {
  image: (file) => ({ kind: 'image', file: { ...file, mime: 'image/jpeg' }, caption: '' }),
  video: (file) => ({ kind: 'video', file: { ...file, mime: 'video/mp4' }, caption: '' }),
  reel: (file) => ({ kind: 'video', file: { ...file, mime: 'video/mp4' }, caption: '' }),
  ig_reel: (file) => ({ kind: 'video', file: { ...file, mime: 'video/mp4' }, caption: '' }),
  audio: (file) => ({ kind: 'audio', file: { ...file, mime: 'audio/mp4' }, voice: true }),
  file: (file) => ({
    kind: 'document',
    file: { ...file, mime: 'application/octet-stream', fileName: fileNameOf(file.providerId) },
    caption: '',
  }),
};

function attachmentContent({ type, payload, title, url }: WireAttachment): ReceivedContent {
  if (type === 'location' && payload?.coordinates) {
    const { lat, long } = payload.coordinates;
    return { kind: 'location', latitude: lat, longitude: long, name: title ?? '', address: '' };
  }
  const address = payload?.url;
  const family = Object.hasOwn(FAMILIES, type) ? FAMILIES[type] : undefined;
  if (family && address) {
    if (payload.sticker_id) {
      return { kind: 'sticker', file: { providerId: address, mime: 'image/png' }, animated: false };
    }
    return family({ providerId: address });
  }
  // A shared link or post: its words and its address are what a person can use.
  const link = [title ?? payload?.title, address ?? url].filter(Boolean).join('\n');
  if (link) return { kind: 'text', text: link };
  return { kind: 'unsupported', platformKind: type.slice(0, 100), reason: '' };
}

function fileNameOf(address: string): string {
  const last = URL.parse(address)?.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last).slice(0, 200) || 'file';
  } catch {
    return last.slice(0, 200) || 'file';
  }
}
