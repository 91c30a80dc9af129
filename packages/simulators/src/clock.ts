/** Time as the simulators see it. Tests pass their own `now`, so that five minutes or a day pass without waiting. */
export type Now = () => number;

/** Everything that waits, in one place: `stop` ends it all, so that a closed or reset simulator does nothing more. */
export type Timers = {
  /** Runs `work` once after `ms`. */
  after(ms: number, work: () => void): void;
  /** Resolves after `ms`; `false` when the simulator was reset or closed meanwhile: then the caller should stop too. */
  pause(ms: number): Promise<boolean>;
  /** Ends what waits now. */
  stop(): void;
  /** Ends what waits, and whatever would still begin to. */
  close(): void;
};

export function createTimers(): Timers {
  let closed = false;
  const waiting = new Map<NodeJS.Timeout, (ended: 'fired' | 'stopped') => void>();

  function wait(ms: number, done: (ended: 'fired' | 'stopped') => void): void {
    if (closed) {
      done('stopped');
      return;
    }
    const timer = setTimeout(() => {
      waiting.delete(timer);
      done('fired');
    }, ms);
    waiting.set(timer, done);
  }

  function stop(): void {
    const stopped = [...waiting];
    waiting.clear();
    for (const [timer, done] of stopped) {
      clearTimeout(timer);
      done('stopped');
    }
  }

  return {
    after: (ms, work) => wait(ms, (ended) => ended === 'fired' && work()),
    pause: (ms) => new Promise((resolve) => wait(ms, (ended) => resolve(ended === 'fired'))),
    stop,
    close() {
      closed = true;
      stop();
    },
  };
}
