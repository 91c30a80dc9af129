import type { Person } from './people.ts';

/** A message as it is on the wire: its kind in `type`, its content under that name. */
export type WireMessage = { type: string } & Record<string, unknown>;

export type Status = 'sent' | 'delivered' | 'read' | 'failed';
/** `told`: the product has taken it. */
export type StatusMark = { status: Status; at: number; told: boolean };
export type Failure = { code: number; title: string; details: string };

/** Written by the person. `delivered`: the business's webhook took it; `read`: the business marked it. */
export type PersonMessage = {
  from: 'person';
  id: string;
  at: number;
  phoneNumberId: string;
  personKey: string;
  wire: WireMessage;
  tick: 'waiting' | 'sent' | 'delivered' | 'read';
  revoked: boolean;
  edited: boolean;
};

/** Written by the business: through the API, on the owner's phone (coexistence), or before the account was connected. */
export type BusinessMessage = {
  from: 'business';
  id: string;
  at: number;
  phoneNumberId: string;
  personKey: string;
  wire: WireMessage;
  via: 'api' | 'phone' | 'history';
  /** `biz_opaque_callback_data`: the product's own id of the message, given back in its statuses. */
  callbackData: string | null;
  /** In order of time; statuses that were never told to the product are here too. */
  statuses: StatusMark[];
  failure: Failure | null;
};

export type ChatMessage = PersonMessage | BusinessMessage;

/** One person's chat with one number. */
export type Chat = {
  phoneNumberId: string;
  personKey: string;
  messages: ChatMessage[];
  /** When the person last wrote; the 24-hour window counts from here. `null`: never, or forgotten. */
  lastInboundAt: number | null;
};

export type Chats = {
  all(): readonly Chat[];
  of(person: Person, phoneNumberId: string): Chat;
  add(message: ChatMessage): void;
  /** The message with this id, or null: forgotten, or never there. */
  find(id: string): ChatMessage | null;
};

export function createChats(): Chats {
  const chats = new Map<string, Chat>();
  const byId = new Map<string, ChatMessage>();

  function chatOf(personKey: string, phoneNumberId: string): Chat {
    const key = `${phoneNumberId}:${personKey}`;
    const known = chats.get(key);
    if (known) return known;
    const fresh: Chat = { phoneNumberId, personKey, messages: [], lastInboundAt: null };
    chats.set(key, fresh);
    return fresh;
  }

  return {
    all: () => [...chats.values()],
    of: (person, phoneNumberId) => chatOf(person.key, phoneNumberId),
    add(message) {
      chatOf(message.personKey, message.phoneNumberId).messages.push(message);
      byId.set(message.id, message);
    },
    find: (id) => byId.get(id) ?? null,
  };
}

/** Where a sent message stands: `accepted` until its first status. */
export function statusOf(message: BusinessMessage): Status | 'accepted' {
  return message.statuses.at(-1)?.status ?? 'accepted';
}
