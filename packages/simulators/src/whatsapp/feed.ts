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
  /** The newest deliveries, newest first: for a page that is opened later. */
  deliveries(): readonly Extract<Happening, { kind: 'delivery' }>[];
  /** Whether somebody has this person's phone in hand: then messages are read by looking, not by waiting. */
  holds(personKey: string): boolean;
};

const KEPT_DELIVERIES = 40;

export function createFeed(): Feed {
  const listeners = new Set<{ hear(happening: Happening): void; holds: ReadonlySet<string> }>();
  let deliveries: Extract<Happening, { kind: 'delivery' }>[] = [];
  return {
    tell(happening) {
      if (happening.kind === 'delivery') deliveries = [happening, ...deliveries].slice(0, KEPT_DELIVERIES);
      if (happening.kind === 'reset') deliveries = [];
      for (const listener of listeners) listener.hear(happening);
    },
    listen(hear, holds) {
      const listener = { hear, holds: new Set(holds) };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    deliveries: () => deliveries,
    holds: (personKey) => [...listeners].some((listener) => listener.holds.has(personKey)),
  };
}
