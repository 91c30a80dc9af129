import type { MessageKind } from '../messages/content.ts';
import {
  type FileRules,
  INSTAGRAM_FILES,
  MESSENGER_FILES,
  MMS_FILES,
  WEBCHAT_FILES,
  WHATSAPP_FILES,
} from '../messages/outgoingFile.ts';
import type { ChannelKind } from './kinds.ts';

/** Kinds of message that somebody can write; the others are told to us, or are the timeline's. */
export const WRITTEN_KINDS = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'location',
  'contacts',
  'reaction',
  'buttons',
  'list',
  'template',
  'email',
] as const satisfies readonly MessageKind[];
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/** How many answers at most, and how long each part may be. */
export type ChoiceLimits = { most: number; title: number; body: number; header: number; footer: number };
/** `most` counts rows, over all sections. */
export type ListLimits = ChoiceLimits & { description: number; button: number };

/**
 * What a kind of channel carries (INB-03): the composer offers this and nothing else, and the server refuses the rest.
 * Lengths are UTF-16 units.
 */
export type ChannelCapabilities = {
  writes: readonly WrittenKind[];
  textLimit: number;
  /** Of words beside a file; 0 where a file goes alone. */
  captionLimit: number;
  /** Which files go out as what; `null`: none. */
  files: FileRules | null;
  /** An answer can name the message that it answers. */
  quotes: boolean;
  /** Questions with answers to touch; `null`: none. */
  buttons: ChoiceLimits | null;
  list: ListLimits | null;
  /** The platform can be told that we have read, and that somebody is writing (INB-25). */
  tellsRead: boolean;
  tellsTyping: boolean;
  /** Messages have a subject and others in copy, and go out whole: words and files in one. */
  isMail: boolean;
};

/** Source: Meta, Cloud API, interactive reply buttons and list messages (2026); longer ones are taken and never arrive. */
const WHATSAPP_BUTTONS: ChoiceLimits = { most: 3, title: 20, body: 1024, header: 60, footer: 60 };
const WHATSAPP_LIST: ListLimits = {
  most: 10,
  title: 24,
  body: 1024,
  header: 60,
  footer: 60,
  description: 72,
  button: 20,
};

const WORDS_AND_FILES = {
  writes: ['text', 'image', 'video', 'audio', 'document'],
  buttons: null,
  list: null,
  tellsRead: false,
  tellsTyping: false,
  isMail: false,
} as const;

/**
 * Sources: Meta, Cloud API, messages (text 4096, caption 1024); Messenger, Send API: text, 2000; Instagram: 1000 (bytes
 * there, so an accented text may be refused sooner); Twilio, Messages: Body, 1600.
 */
const CAPABILITIES: Record<ChannelKind, ChannelCapabilities> = {
  whatsapp: {
    writes: [
      'text',
      'image',
      'video',
      'audio',
      'document',
      'location',
      'contacts',
      'reaction',
      'buttons',
      'list',
      'template',
    ],
    textLimit: 4096,
    captionLimit: 1024,
    files: WHATSAPP_FILES,
    quotes: true,
    buttons: WHATSAPP_BUTTONS,
    list: WHATSAPP_LIST,
    tellsRead: true,
    tellsTyping: true,
    isMail: false,
  },
  whaticket: { ...WORDS_AND_FILES, textLimit: 4096, captionLimit: 1024, files: WHATSAPP_FILES, quotes: false },
  facebook: { ...WORDS_AND_FILES, textLimit: 2000, captionLimit: 0, files: MESSENGER_FILES, quotes: true },
  instagram: { ...WORDS_AND_FILES, textLimit: 1000, captionLimit: 0, files: INSTAGRAM_FILES, quotes: true },
  sms: { ...WORDS_AND_FILES, textLimit: 1600, captionLimit: 1600, files: MMS_FILES, quotes: false },
  webchat: { ...WORDS_AND_FILES, textLimit: 4000, captionLimit: 4000, files: WEBCHAT_FILES, quotes: true },
  email: {
    writes: ['email', 'text', 'document'],
    textLimit: 50_000,
    captionLimit: 50_000,
    files: [{ kind: 'document', mimes: 'any', limitBytes: 18 * 1024 * 1024 }],
    quotes: true,
    buttons: null,
    list: null,
    tellsRead: false,
    tellsTyping: false,
    isMail: true,
  },
};

export const capabilitiesOf = (kind: ChannelKind): ChannelCapabilities => CAPABILITIES[kind];

export const canWrite = (channel: ChannelKind, kind: MessageKind): boolean =>
  (CAPABILITIES[channel].writes as readonly MessageKind[]).includes(kind);
