/**
 * How quickly the machine lets a server answer. A console that does not come to rest while it takes a second to be told
 * "I am here" is not at fault: on a machine with much else to do processes stand for half a minute.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export type Pulse = {
  /** The longest that anybody waited for an answer since then, ms; also one that is still awaited. */
  slowestSince(at: number): number;
  stop(): void;
};

const BETWEEN_MS = 500;
/** A judgement asks about the last minutes. */
const KEPT_MS = 900_000;

/** @param port of the server that is asked; `null`: none is there, and so nobody answers. */
export function takePulse(port: () => number | null): Pulse {
  const beats: { endedAt: number; ms: number }[] = [];
  const stopped = new AbortController();
  let askedAt = Date.now();

  async function answers(): Promise<boolean> {
    const at = port();
    if (at === null) return false;
    // Whatever it says about its health: that it says something, with a look into its database, is enough.
    return fetch(`http://127.0.0.1:${at}/healthz`, { signal: stopped.signal }).then(
      async (response) => Boolean(await response.text()),
      () => false,
    );
  }

  void (async () => {
    while (!stopped.signal.aborted) {
      const isThere = await answers();
      const now = Date.now();
      if (isThere) {
        beats.push({ endedAt: now, ms: now - askedAt });
        while (beats[0] && beats[0].endedAt < now - KEPT_MS) beats.shift();
      }
      await sleep(BETWEEN_MS, undefined, { signal: stopped.signal }).catch(() => {});
      // One that was not answered is asked again, and waits on.
      if (isThere) askedAt = Date.now();
    }
  })();

  return {
    slowestSince(at) {
      const waits = beats.filter(({ endedAt }) => endedAt >= at).map(({ ms }) => ms);
      return Math.max(Date.now() - askedAt - BETWEEN_MS, 0, ...waits);
    },
    stop: () => stopped.abort(),
  };
}
