import type { LiveTopicName } from '@balcao/replica';
import type { Actor } from '../../auth/index.ts';

/** What may have left or entered somebody's sight. */
export type Moved = { conversationIds: readonly string[]; userIds: readonly string[] };

/** One socket, as far as topics tell sockets apart. */
export type Follower = { connectionId: string; viewer: () => Promise<Actor> };

/**
 * Something of the moment that consoles follow beside the feed (SYNC-12): presence here, a queue's board elsewhere.
 * Nothing of it is stored by sync, and it is never more than the newest value on its way to a socket.
 */
export type LiveTopic = {
  name: LiveTopicName;
  /**
   * The value now and after every change; ends when the viewer may not see it (any more).
   * @throws Refusal
   */
  follow(follower: Follower, id: string): Promise<AsyncIterableIterator<{ live: unknown }>>;
  /** Absent: consoles only listen. @throws Refusal */
  say?(follower: Follower, id: string, word: unknown): Promise<void>;
  stop(): void;
};
