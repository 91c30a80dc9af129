import type { Media, MessageContent } from '@balcao/domain';
import type { FileLinks, MediaFiles } from '../media/index.ts';
import type { OutgoingContent, OutgoingFile } from './adapter.ts';

type Surroundings = {
  companyId: string;
  files: MediaFiles;
  linkTo: FileLinks;
  providerIdOf: (messageId: string) => Promise<string | null>;
};

/**
 * A message's content as a platform's adapter gets it: files can be opened, and what is reacted to has the platform's id.
 * @param providerIdOf `null` for a message that never reached the platform.
 * @returns `null` when it cannot be said there for that reason.
 */
export async function outgoingContent(
  content: MessageContent,
  { companyId, files, linkTo, providerIdOf }: Surroundings,
): Promise<OutgoingContent | null> {
  switch (content.kind) {
    case 'text':
    case 'location':
    case 'contacts':
    case 'buttons':
    case 'list':
      return content;
    case 'template': {
      const { header, name, language, buttons, parameters } = content;
      const file = 'media' in header ? { type: header.type, file: fileOf(header.media) } : null;
      return { kind: 'template', name, language, header: file, buttons, parameters };
    }
    case 'reaction': {
      const toProviderId = content.toMessageId === null ? null : await providerIdOf(content.toMessageId);
      return toProviderId === null ? null : { kind: 'reaction', emoji: content.emoji, toProviderId };
    }
    case 'image':
    case 'video':
    case 'document':
      return { kind: content.kind, file: fileOf(content.media), caption: content.caption, voice: false };
    case 'audio':
      return { kind: content.kind, file: fileOf(content.media), caption: '', voice: content.voice };
    case 'email': {
      const { kind, subject, to, cc, bcc, text } = content;
      return { kind, subject, to, cc, bcc, text, files: content.files.map(fileOf) };
    }
    default:
      throw new Error(`a message of kind ${content.kind} cannot be sent`);
  }

  function fileOf({ mediaId, mime, fileName = mediaId, sizeBytes = 0 }: Media): OutgoingFile {
    return {
      mime,
      fileName,
      sizeBytes,
      url: linkTo({ companyId, mediaId }),
      open: () => files.read(companyId, mediaId, { from: 0, to: Math.max(0, sizeBytes - 1) }),
    };
  }
}
