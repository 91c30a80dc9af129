import { messageId } from '../ids.ts';
import type { Account } from './accounts.ts';
import type { PersonMessage, WireMessage } from './chats.ts';
import { type Person, userIdOf } from './people.ts';
import type { Platform } from './platform.ts';
import { tellProduct } from './telling.ts';
import type { Outcome } from './webhooks/attempt.ts';
import { contactItem, messageItem } from './webhooks/envelope.ts';

/** A person writes to the business. */

export type Written = { ids: string[]; outcome: Outcome };

/**
 * Puts the messages into the chat and delivers them in one webhook. Without a network (airplane mode) they wait in the phone
 * until `comeBack`.
 */
export async function write(
  platform: Platform,
  account: Account,
  person: Person,
  wires: readonly WireMessage[],
): Promise<Written> {
  const { chats } = platform.world;
  const messages = wires.map((wire): PersonMessage => {
    const message: PersonMessage = {
      from: 'person',
      id: messageId(userIdOf(person, account.wabaId)),
      at: platform.now(),
      phoneNumberId: account.phoneNumberId,
      personKey: person.key,
      wire,
      tick: 'waiting',
      revoked: false,
      edited: false,
    };
    chats.add(message);
    applyToEarlier(platform, message);
    platform.feed.tell({ kind: 'message', message });
    return message;
  });
  const ids = messages.map((message) => message.id);
  if (person.airplane) return { ids, outcome: { kind: 'waiting' } };
  return { ids, outcome: await deliverWritten(platform, account, person, messages) };
}

/** The network is back: what was written meanwhile goes out as written, one delivery each. */
export function sendWaiting(platform: Platform, person: Person): void {
  for (const account of platform.accounts.all()) {
    for (const message of platform.world.chats.of(person, account.phoneNumberId).messages) {
      if (message.from !== 'person' || message.tick !== 'waiting') continue;
      void deliverWritten(platform, account, person, [message]);
    }
  }
}

/** Delivers what is in the chat already. */
export async function deliverWritten(
  platform: Platform,
  account: Account,
  person: Person,
  messages: readonly PersonMessage[],
): Promise<Outcome> {
  platform.world.chats.of(person, account.phoneNumberId).lastInboundAt = platform.now();
  const { inboundMs } = platform.settings.delays;
  if (inboundMs > 0 && !(await platform.timers.pause(inboundMs))) return { kind: 'waiting' };
  tick(platform, messages, 'sent');
  const system = messages.every((message) => message.wire.type === 'system');
  return tellProduct(platform, account, person, {
    field: 'messages',
    content: {
      // Meta leaves the contacts out of system messages.
      ...(system ? {} : { contacts: [contactItem(account, person, platform.settings)] }),
      messages: messages.map((message) => messageItem(account, person, message, platform.settings)),
    },
    about: messages.length === 1 ? `messages · ${messages[0]?.wire.type}` : `messages × ${messages.length}`,
    onAccepted: () => tick(platform, messages, 'delivered'),
  });
}

function tick(platform: Platform, messages: readonly PersonMessage[], next: PersonMessage['tick']): void {
  for (const message of messages) {
    if (message.tick === 'read') continue;
    message.tick = next;
    platform.feed.tell({ kind: 'message', message });
  }
}

/** An edit or a withdrawal also changes the bubble that it is about. */
function applyToEarlier(platform: Platform, message: PersonMessage): void {
  const about: unknown = Reflect.get(Object(message.wire[message.wire.type]), 'original_message_id');
  const earlier = typeof about === 'string' ? platform.world.chats.find(about) : null;
  if (earlier?.from !== 'person') return;
  if (message.wire.type === 'revoke') earlier.revoked = true;
  if (message.wire.type === 'edit') {
    const edited: unknown = Reflect.get(Object(message.wire.edit), 'message');
    earlier.wire = { ...earlier.wire, ...Object(edited) };
    earlier.edited = true;
  }
  platform.feed.tell({ kind: 'message', message: earlier });
}
