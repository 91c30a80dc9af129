import {
  type ChannelKind,
  type CheckedContent,
  canWrite,
  capabilitiesOf,
  type FileRules,
  type MessageContent,
  type OutgoingFileKind,
  outgoingFileKind,
  partFaults,
  Refusal,
  type TemplateParameter,
} from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { asMail, type MailWish, mailContent } from './mailContent.ts';
import { reactableIn } from './messageStore.ts';
import type { Conversation } from './store.ts';
import { templateContent } from './templateContent.ts';
import { uploadedMedia } from './uploadedFile.ts';

/** What is to be said. A note stays in the company; a file has been uploaded before (media/uploads.ts). */
export type Wish =
  | { kind: 'text'; text: string }
  | { kind: 'note'; text: string }
  | { kind: OutgoingFileKind; mediaId: string; caption: string; voice: boolean }
  | CheckedContent
  /** `mediaId` is the uploaded file of its header, where it has one. */
  | { kind: 'template'; templateId: string; parameters: readonly TemplateParameter[]; mediaId: string | null }
  | MailWish;

/** Notes have no platform's limit; this one keeps a paste of a whole file out of every console's replica. */
const NOTE_LIMIT = 20_000;

/** What a console wrote into its own replica, as what it wants to say. */
export function wishOf(content: MessageContent): Wish {
  switch (content.kind) {
    case 'text':
      return { kind: content.kind, text: content.text };
    case 'image':
    case 'video':
    case 'document':
      return { kind: content.kind, mediaId: content.media.mediaId, caption: content.caption, voice: false };
    case 'audio':
      return { kind: content.kind, mediaId: content.media.mediaId, caption: '', voice: content.voice };
    case 'email': {
      const { kind, subject, cc, bcc, text, files } = content;
      return {
        kind,
        subject,
        text,
        cc: cc.map(({ address }) => address),
        bcc: bcc.map(({ address }) => address),
        mediaIds: files.map(({ mediaId }) => mediaId),
      };
    }
    case 'location':
    case 'contacts':
    case 'reaction':
    case 'buttons':
    case 'list':
      return content;
    case 'template': {
      const { kind, templateId, parameters, header } = content;
      return { kind, templateId, parameters, mediaId: 'media' in header ? header.media.mediaId : null };
    }
    default:
      throw new Refusal({ code: 'message.kindNotSupported', kind: content.kind, channel: '' });
  }
}

/**
 * A wish as a message's content: checked against what the channel carries, and with nothing in it that is the console's
 * word alone.
 * @throws Refusal `message.kindNotSupported`, `message.empty`, `message.tooLong`, `message.invalidPart`,
 *   `message.notReactable`, `template.notUsable`, `contact.optedOut`, `media.tooLarge`, `record.notFound`
 */
export async function contentFor(
  trx: Trx,
  actor: Actor,
  conversation: Conversation,
  wish: Wish & { replyToId?: string | null },
): Promise<MessageContent> {
  if (wish.kind === 'note') return words(wish.text, NOTE_LIMIT);
  const channelKind = conversation.channelKind as ChannelKind;
  const capabilities = capabilitiesOf(channelKind);
  if (!canWrite(channelKind, wish.kind)) throw notCarried(conversation, wish.kind);
  const mail = capabilities.isMail ? asMail(wish) : null;
  if (mail) {
    const text = plainText(mail.text, capabilities.textLimit);
    return mailContent(trx, actor, conversation, { ...mail, text }, wish.replyToId ?? null);
  }
  switch (wish.kind) {
    case 'text':
      return words(wish.text, capabilities.textLimit);
    case 'location':
    case 'contacts':
    case 'buttons':
    case 'list':
      return checked(wish, capabilities);
    case 'template':
      return templateContent(trx, actor, conversation, wish);
    case 'email':
      throw notCarried(conversation, wish.kind);
    case 'reaction':
      await requireReactable(trx, actor.companyId, conversation.id, wish.toMessageId);
      return checked(wish, capabilities);
    default: {
      const media = await uploadedMedia(trx, actor, wish.mediaId);
      if (!capabilities.files) throw notCarried(conversation, wish.kind);
      requireFitting(conversation, capabilities.files, wish.kind, media);
      if (wish.kind === 'audio') return { kind: 'audio', media, voice: wish.voice };
      return { kind: wish.kind, media, caption: plainText(wish.caption, capabilities.captionLimit) };
    }
  }
}

function words(raw: string, limit: number): MessageContent {
  const text = plainText(raw, limit);
  if (text.trim() === '') throw new Refusal({ code: 'message.empty' });
  return { kind: 'text', text };
}

function checked<Content extends CheckedContent>(given: Content, capabilities: ReturnType<typeof capabilitiesOf>) {
  const content = clean(given);
  const [fault] = partFaults(content, capabilities);
  if (fault) throw new Refusal({ code: 'message.invalidPart', ...fault });
  return content;
}

/** PostgreSQL keeps no NUL, and half a surrogate pair is no text anywhere. */
const plain = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** The same content with every text in it plain; its shape stays, which TypeScript cannot see through JSON. */
function clean<Content extends CheckedContent>(content: Content): Content {
  return JSON.parse(JSON.stringify(content), (_key, value: unknown) =>
    typeof value === 'string' ? plain(value) : value,
  ) as Content;
}

/** @throws Refusal `message.tooLong` */
function plainText(raw: string, limit: number): string {
  const text = plain(raw);
  if (text.length > limit) throw new Refusal({ code: 'message.tooLong', limit, length: text.length });
  return text;
}

/** Anything may go as a document; as a picture, film or sound only what the platform takes for one. */
function requireFitting(
  conversation: Conversation,
  rules: FileRules,
  kind: OutgoingFileKind,
  file: { mime: string; sizeBytes: number },
): void {
  const fitting = outgoingFileKind(rules, file);
  if (fitting.kind === 'notCarried') throw notCarried(conversation, file.mime);
  if (fitting.kind === 'tooLarge') throw new Refusal({ code: 'media.tooLarge', limitBytes: fitting.limitBytes });
  if (kind !== 'document' && fitting.kind !== kind) throw notCarried(conversation, kind);
}

/** The platform must know the message: a note, a reaction or an entry of the timeline has no place there. */
async function requireReactable(trx: Trx, companyId: string, conversationId: string, messageId: string | null) {
  const isThere = messageId !== null && (await reactableIn(trx, companyId, conversationId, messageId));
  if (!isThere) throw new Refusal({ code: 'message.notReactable', messageId: messageId ?? '' });
}

const notCarried = ({ channelKind }: Conversation, kind: string) =>
  new Refusal({ code: 'message.kindNotSupported', kind, channel: channelKind });
