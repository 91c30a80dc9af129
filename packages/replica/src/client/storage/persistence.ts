/**
 * What the server says is written until it is written. RxDB leaves out rows that the disk did not take and goes on with
 * the next, and the place that it notes behind those would make a gap for ever. So a full disk holds a replica up, says so,
 * and loses nothing; what the user writes meanwhile is refused at once, as RxDB does it.
 */
import { Subject } from 'rxjs';
import { sleep } from '../sleep.ts';

/** Lower: a full disk is asked more often. Higher: it takes longer until a replica goes on. */
const AGAIN_AFTER_MS = 1_000;

export type Persistence = {
  /** What a write of a replica met; `null`: it came through at last. */
  trouble$: Subject<{ replica: string; error: unknown }>;
  /** Repeats `write` until it succeeds. @throws what the last attempt met, once it is stopped */
  untilDone<Result>(replica: string, write: () => Promise<Result>): Promise<Result>;
  /** Nothing is repeated any more. */
  stop(): void;
};

export function createPersistence(): Persistence {
  const trouble$: Persistence['trouble$'] = new Subject();
  const stopping = new AbortController();
  return {
    trouble$,
    async untilDone(replica, write) {
      for (let failures = 0; ; failures += 1) {
        try {
          const result = await write();
          if (failures > 0) trouble$.next({ replica, error: null });
          return result;
        } catch (error) {
          if (stopping.signal.aborted) throw error;
          trouble$.next({ replica, error });
          await sleep(AGAIN_AFTER_MS, stopping.signal);
        }
      }
    },
    stop() {
      stopping.abort();
      trouble$.complete();
    },
  };
}
