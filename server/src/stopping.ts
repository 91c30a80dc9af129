import type { Log } from './logging.ts';

/** Longer than any request or provider's call may take; a supervisor usually waits 30 s before it kills. */
const STOP_WITHIN_MS = 25_000;

export type Stopping = {
  /** What was started last is stopped first. */
  add(name: string, stop: () => Promise<unknown>): void;
  /** Stops everything once, however often it is called. @returns whether all of it stopped in time. */
  stop(): Promise<boolean>;
};

/** The orderly end (PLAT-15): each part drains before what it stands on goes away. */
export function createStopping(log: Log): Stopping {
  const parts: { name: string; stop: () => Promise<unknown> }[] = [];
  let ending: Promise<boolean> | undefined;

  async function stopAll(): Promise<boolean> {
    let whole = true;
    for (const { name, stop } of parts.toReversed()) {
      try {
        await stop();
      } catch (error) {
        whole = false;
        log.error({ err: error, part: name }, 'a part did not stop well');
      }
    }
    return whole;
  }

  async function within(work: Promise<boolean>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), STOP_WITHIN_MS);
    });
    const whole = await Promise.race([work, tooLate]);
    clearTimeout(timer);
    return whole;
  }

  return {
    add: (name, stop) => parts.push({ name, stop }),
    stop: () => {
      ending ??= within(stopAll());
      return ending;
    },
  };
}
