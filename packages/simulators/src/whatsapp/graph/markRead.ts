import { z } from 'zod';
import type { Account } from '../accounts.ts';
import type { Platform } from '../platform.ts';
import { GraphError } from './errors.ts';

const markSchema = z.looseObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().startsWith('wamid.'),
  typing_indicator: z.object({ type: z.literal('text') }).optional(),
});

/** The same path as sending carries "I have read this" and "I am typing". */
export function isMark(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'status' in body;
}

/**
 * Marks the message and all before it as read; with `typing_indicator` the person sees that somebody is typing.
 * A message that the simulator has forgotten is fine: after a restart the product remembers more than the stand-in.
 * @throws GraphError 131009
 */
export function markRead(platform: Platform, account: Account, body: unknown): void {
  const mark = markSchema.safeParse(body);
  if (!mark.success) {
    throw new GraphError(131009, { details: z.prettifyError(mark.error) });
  }
  const read = platform.world.chats.find(mark.data.message_id);
  const person = read ? platform.world.people.byKey(read.personKey) : null;
  if (!read || !person || read.phoneNumberId !== account.phoneNumberId) return;
  for (const message of platform.world.chats.of(person, account.phoneNumberId).messages) {
    if (message.from === 'person' && message.tick !== 'waiting' && message.tick !== 'read') {
      message.tick = 'read';
      platform.feed.tell({ kind: 'message', message });
    }
    if (message === read) break;
  }
  if (mark.data.typing_indicator) {
    platform.feed.tell({ kind: 'typing', phoneNumberId: account.phoneNumberId, personKey: person.key });
  }
}
