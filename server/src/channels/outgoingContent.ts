import type { Media, MessageContent } from '@balcao/domain';
import type { MediaFiles } from '../media/index.ts';
import type { OutgoingContent, OutgoingFile } from './adapter.ts';

/** A message's content as a platform's adapter gets it: files can be opened. */
export function outgoingContent(content: MessageContent, companyId: string, files: MediaFiles): OutgoingContent {
  switch (content.kind) {
    case 'text':
      return content;
    case 'image':
    case 'video':
    case 'document':
      return { kind: content.kind, file: fileOf(content.media), caption: content.caption, voice: false };
    case 'audio':
      return { kind: content.kind, file: fileOf(content.media), caption: '', voice: content.voice };
    default:
      throw new Error(`a message of kind ${content.kind} cannot be sent yet`);
  }

  function fileOf({ mediaId, mime, fileName = mediaId, sizeBytes = 0 }: Media): OutgoingFile {
    return {
      mime,
      fileName,
      sizeBytes,
      open: () => files.read(companyId, mediaId, { from: 0, to: Math.max(0, sizeBytes - 1) }),
    };
  }
}
