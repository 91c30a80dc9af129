/** Values on their way to one socket, of which only the newest counts: a slow one skips, and nothing piles up. */
export type Newest<Value> = AsyncIterableIterator<Value> & { set(value: Value): void; end(): void };

export function createNewest<Value>(onEnd: () => void): Newest<Value> {
  let waiting: { value: Value } | null = null;
  let wanted: ((result: IteratorResult<Value>) => void) | null = null;
  let ended = false;
  const done = { done: true as const, value: undefined };

  function end(): void {
    if (ended) return;
    ended = true;
    waiting = null;
    wanted?.(done);
    onEnd();
  }

  return {
    set(value) {
      if (ended) return;
      if (wanted) {
        wanted({ done: false, value });
        wanted = null;
      } else waiting = { value };
    },
    end,
    async next() {
      if (ended) return done;
      if (waiting) {
        const { value } = waiting;
        waiting = null;
        return { done: false, value };
      }
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
