import type { ChatMessage } from './chats.ts';
import type { Person } from './people.ts';
import type { Outcome } from './webhooks/attempt.ts';

/** What the phone page hears of, as it happens. */
export type Happening =
  | { kind: 'message'; message: ChatMessage }
  | { kind: 'person'; person: Person }
  | { kind: 'typing'; phoneNumberId: string; personKey: string }
  | { kind: 'delivery'; at: number; about: string; outcome: Outcome }
  | { kind: 'reset' };

export type Feed = {
  tell(happening: Happening): void;
  /** @param holds keys of the people whose phone this listener has in hand. */
  listen(hear: (happening: Happening) => void, holds: readonly string[]): () => void;
  /** Whether somebody has this person's phone in hand: then messages are read by looking, not by waiting. */
  holds(personKey: string): boolean;
};

export function createFeed(): Feed {
  const listeners = new Set<{ hear(happening: Happening): void; holds: ReadonlySet<string> }>();
  return {
    tell(happening) {
      for (const listener of listeners) listener.hear(happening);
    },
    listen(hear, holds) {
      const listener = { hear, holds: new Set(holds) };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    holds: (personKey) => [...listeners].some((listener) => listener.holds.has(personKey)),
  };
}
