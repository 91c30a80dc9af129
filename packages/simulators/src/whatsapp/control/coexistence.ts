import { z } from 'zod';
import { messageId } from '../../ids.ts';
import type { Account } from '../accounts.ts';
import type { BusinessMessage, PersonMessage, WireMessage } from '../chats.ts';
import { type Person, userIdOf } from '../people.ts';
import type { Platform } from '../platform.ts';
import { tellProduct } from '../telling.ts';
import { contactItem, echoItem, seconds } from '../webhooks/envelope.ts';

/** Coexistence: the owner also answers on the phone (INB-27). Echoes of that, and the past from before the account was connected. */

export const echoSchema = z.strictObject({
  to: z.string().regex(/\d{5}/),
  text: z.string().min(1),
  phoneNumberId: z.string().optional(),
});

/** The owner writes to a person on the phone; the product hears of it in `smb_message_echoes`. */
export async function echo(platform: Platform, account: Account, person: Person, text: string) {
  const message: BusinessMessage = {
    from: 'business',
    id: messageId(userIdOf(person, account.wabaId)),
    at: platform.now(),
    phoneNumberId: account.phoneNumberId,
    personKey: person.key,
    wire: { type: 'text', text: { body: text } },
    via: 'phone',
    callbackData: null,
    statuses: [{ status: 'delivered', at: platform.now(), told: true }],
    failure: null,
  };
  platform.world.chats.add(message);
  platform.feed.tell({ kind: 'message', message });
  const outcome = await tellProduct(platform, account, person, {
    field: 'smb_message_echoes',
    content: {
      contacts: [contactItem(account, person, platform.settings)],
      message_echoes: [echoItem(account, person, message, platform.settings)],
    },
  });
  return { ids: [message.id], outcome };
}

export const historySchema = z.strictObject({
  phoneNumberId: z.string().optional(),
  phase: z.int().min(0).max(2).default(0),
  chunkOrder: z.int().min(1).default(1),
  /** 100: nothing more comes. */
  progress: z.int().min(0).max(100).default(100),
  threads: z
    .array(
      z.strictObject({
        with: z.string().regex(/\d{5}/),
        messages: z
          .array(
            z.strictObject({
              from: z.enum(['person', 'business']),
              text: z.string(),
              /** Seconds before now. */
              secondsAgo: z.int().nonnegative().default(3_600),
              status: z.enum(['PENDING', 'SENT', 'DELIVERED', 'READ', 'PLAYED', 'ERROR']).default('READ'),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});
export type History = z.output<typeof historySchema>;

/** One chunk of the past, delivered in `history`. The chats of the phone get it too. */
export async function history(platform: Platform, account: Account, past: History) {
  const ids: string[] = [];
  const threads = past.threads.map((thread) => {
    const person = platform.world.people.byNumber(thread.with);
    const messages = thread.messages.map(({ from, text, secondsAgo, status }) => {
      const id = messageId(userIdOf(person, account.wabaId));
      const at = platform.now() - secondsAgo * 1_000;
      const wire: WireMessage = { type: 'text', text: { body: text } };
      ids.push(id);
      platform.world.chats.add(remembered(account, person, from, { id, at, wire }));
      return {
        from: from === 'person' ? person.waId : account.displayPhoneNumber,
        ...(from === 'business' ? { to: person.waId } : {}),
        id,
        timestamp: seconds(at),
        ...wire,
        history_context: { status },
      };
    });
    return { id: person.waId, messages };
  });
  const outcome = await tellProduct(platform, account, null, {
    field: 'history',
    content: {
      history: [{ metadata: { phase: past.phase, chunk_order: past.chunkOrder, progress: past.progress }, threads }],
    },
  });
  for (const id of ids) {
    const message = platform.world.chats.find(id);
    if (message) platform.feed.tell({ kind: 'message', message });
  }
  return { ids, outcome };
}

function remembered(
  account: Account,
  person: Person,
  from: 'person' | 'business',
  message: { id: string; at: number; wire: WireMessage },
): PersonMessage | BusinessMessage {
  const common = { ...message, phoneNumberId: account.phoneNumberId, personKey: person.key };
  if (from === 'person') return { ...common, from, tick: 'read', revoked: false, edited: false };
  return {
    ...common,
    from,
    via: 'history',
    callbackData: null,
    statuses: [{ status: 'read', at: message.at, told: true }],
    failure: null,
  };
}
