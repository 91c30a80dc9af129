import { type ChannelKind, capabilitiesOf, type MessageContent } from '@balcao/domain';

/** The words of a message that can be written anew while it waits, and how long they may be; `null`: it has none. */
export function wordsOf(
  content: MessageContent,
  channel: ChannelKind,
): { text: string; limit: number; mayBeEmpty: boolean } | null {
  const { textLimit, captionLimit } = capabilitiesOf(channel);
  switch (content.kind) {
    case 'text':
      return { text: content.text, limit: textLimit, mayBeEmpty: false };
    case 'email':
      return { text: content.text, limit: textLimit, mayBeEmpty: content.files.length > 0 };
    case 'image':
    case 'video':
    case 'document':
      return { text: content.caption, limit: captionLimit, mayBeEmpty: true };
    default:
      return null;
  }
}

export function withWords(content: MessageContent, text: string): MessageContent {
  switch (content.kind) {
    case 'text':
    case 'email':
      return { ...content, text };
    case 'image':
    case 'video':
    case 'document':
      return { ...content, caption: text };
    default:
      return content;
  }
}
