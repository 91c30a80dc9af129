import { z } from 'zod';
import type { ReceivedContent, ReceivedEvent } from '../../conversations/index.ts';

/** What our own face (routes.ts, sockets.ts) hands over; checked all the same, since it may be of an older version. */
const common = { visitorId: z.uuid(), clientId: z.string().min(1).max(100), at: z.number().int().positive() };
export const webchatItem = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), ...common, name: z.string().max(200).default(''), text: z.string().min(1) }),
  z.object({
    kind: z.literal('file'),
    ...common,
    fileId: z.uuid(),
    fileName: z.string().max(200),
    mime: z.string().max(100),
  }),
  z.object({ kind: z.literal('read'), visitorId: z.uuid(), at: z.number().int().positive(), until: z.number().int() }),
]);
export type WebchatItem = z.output<typeof webchatItem>;

export const providerIdOf = (visitorId: string, clientId: string): string => `${visitorId}.${clientId}`;

export function parseItem(payload: unknown): ReceivedEvent {
  const item = webchatItem.parse(payload);
  const identities = [{ kind: 'webchat' as const, value: item.visitorId }];
  if (item.kind === 'read') {
    return { type: 'readUntil', person: { identities, name: '' }, until: item.until, at: item.at };
  }
  return {
    type: 'message',
    person: { identities, name: item.kind === 'text' ? item.name : '' },
    providerId: providerIdOf(item.visitorId, item.clientId),
    at: item.at,
    origin: { kind: 'contact' },
    content: item.kind === 'text' ? { kind: 'text', text: item.text } : fileContent(item),
    quotedProviderId: null,
  };
}

function fileContent({ fileId, fileName, mime }: Extract<WebchatItem, { kind: 'file' }>): ReceivedContent {
  const file = { providerId: fileId, mime, fileName };
  const family = mime.split('/')[0];
  if (family === 'image' && mime !== 'image/svg+xml') return { kind: 'image', file, caption: '' };
  if (family === 'video') return { kind: 'video', file, caption: '' };
  if (family === 'audio') return { kind: 'audio', file, voice: false };
  return { kind: 'document', file, caption: '' };
}
