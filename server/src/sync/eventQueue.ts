/**
 * Events on their way to one socket. Bounded: a console that reads more slowly than its company writes is told to pull
 * once (`resync`) instead of having everything kept for it (SYNC-04).
 *
 * Not an async generator: `return()` of a generator that waits would wait with it, and a closed socket leave its
 * subscription behind.
 */
import type { Changes } from '@balcao/replica';

/** Fewer: a busy moment makes consoles pull for nothing. More: a suspended laptop holds that many bursts in memory. */
export const EVENTS_KEPT = 64;

export type EventQueue = AsyncIterableIterator<{ changes: Changes }> & {
  /** @returns whether it was kept; if not, the console is told to pull instead. */
  push(changes: Changes): boolean;
  /** Drops what waits, and has the console pull. */
  resync(): void;
  readonly waiting: number;
};

export function createEventQueue(onEnd: () => void): EventQueue {
  let events: Changes[] = [];
  let wanted: ((result: IteratorResult<{ changes: Changes }>) => void) | null = null;
  let ended = false;
  const done = { done: true as const, value: undefined };

  function push(changes: Changes): boolean {
    if (ended) return true;
    if (wanted) {
      wanted({ done: false, value: { changes } });
      wanted = null;
      return true;
    }
    const fits = events.length < EVENTS_KEPT;
    if (fits) events.push(changes);
    else events = [{ resync: true }];
    return fits;
  }

  function end() {
    if (ended) return;
    ended = true;
    events = [];
    wanted?.(done);
    wanted = null;
    onEnd();
  }

  return {
    push,
    resync() {
      events = [];
      push({ resync: true });
    },
    get waiting() {
      return events.length;
    },
    async next() {
      if (ended) return done;
      const changes = events.shift();
      if (changes) return { done: false, value: { changes } };
      return new Promise((resolve) => {
        wanted = resolve;
      });
    },
    async return() {
      end();
      return done;
    },
    async throw(error) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
