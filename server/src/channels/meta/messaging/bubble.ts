import type { OutgoingContent, SendOutcome } from '../../adapter.ts';
import { noPublicAddress, readWhole } from '../../fileBytes.ts';
import type { Platform } from './parse.ts';

type Bubble =
  | { kind: 'bubble'; message: Record<string, unknown>; file: File | null }
  | { kind: 'failed'; outcome: SendOutcome };

/** Meta's word for each of our kinds. */
const FAMILIES = { image: 'image', video: 'video', audio: 'audio', document: 'file' } as const;

/**
 * `message` of a call to `/messages`. A file goes along with the call to Messenger; Instagram fetches it by its address.
 * Source: Meta, Messenger Platform, Send API, "Sending attachments"; Instagram Platform, "Send messages" (2026).
 */
export async function bubbleOf(platform: Platform, content: OutgoingContent): Promise<Bubble> {
  switch (content.kind) {
    case 'text':
      return { kind: 'bubble', message: { text: content.text }, file: null };
    case 'image':
    case 'video':
    case 'audio':
    case 'document': {
      const type = FAMILIES[content.kind];
      if (platform === 'instagram') {
        const { url } = content.file;
        if (url === null) return { kind: 'failed', outcome: noPublicAddress };
        return { kind: 'bubble', message: { attachment: { type, payload: { url } } }, file: null };
      }
      const read = await readWhole(content.file);
      if (read.kind === 'failed') return read;
      return { kind: 'bubble', message: { attachment: { type, payload: { is_reusable: false } } }, file: read.file };
    }
    default:
      return { kind: 'failed', outcome: { kind: 'rejected', code: 'message.kind', detail: content.kind } };
  }
}

/** The same call with a file in it: objects are fields of JSON. */
export function formOf(said: Record<string, unknown>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(said)) {
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  form.set('filedata', file);
  return form;
}
