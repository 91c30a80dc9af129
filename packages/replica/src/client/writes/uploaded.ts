import type { Media, MessageContent } from '@balcao/domain';
import type { Collections } from '../database.ts';
import type { Upload } from '../uploads/upload.ts';
import { sendLater } from './later.ts';
import { insertMessage } from './messages.ts';

/**
 * A file that the server has, as a message. Twice is once: the window may close between the message and the upload's
 * end.
 */
export function sendFile(collections: Collections, upload: Upload, now = Date.now()): Promise<string> {
  return sendUploaded(collections, upload, contentOf(upload, mediaOf(upload)), now);
}

/** The files of one mail, which the server has, as that mail. Twice is once. */
export function sendMail(
  collections: Collections,
  [first, ...others]: readonly [MailUpload, ...MailUpload[]],
  now = Date.now(),
): Promise<string> {
  const files = [first, ...others].map((upload) => ({ ...mediaOf(upload), role: 'attachment' as const }));
  return sendUploaded(collections, first, { ...first.mail, files }, now);
}
type MailUpload = Upload & { mail: NonNullable<Upload['mail']> };

function sendUploaded(
  collections: Collections,
  { messageId, conversationId, authorId, replyToId, dueAt }: Upload,
  content: MessageContent,
  now: number,
): Promise<string> {
  const message = { id: messageId, conversationId, authorId, content, replyToId, now };
  return dueAt === undefined
    ? insertMessage(collections, { ...message, direction: 'out' })
    : sendLater(collections, { ...message, dueAt });
}

const mediaOf = (upload: Upload): Media => ({
  mediaId: upload.id,
  state: 'stored',
  mime: upload.mime,
  fileName: upload.fileName,
  sizeBytes: upload.sizeBytes,
  ...(upload.width && upload.height ? { width: upload.width, height: upload.height } : {}),
  ...(upload.durationS === null ? {} : { durationS: upload.durationS }),
  ...(upload.waveform === null ? {} : { waveform: upload.waveform }),
});

function contentOf({ template, kind, voice, caption }: Upload, media: Media): MessageContent {
  if (template && 'media' in template.header) return { ...template, header: { ...template.header, media } };
  return kind === 'audio' ? { kind, media, voice } : { kind, media, caption };
}
