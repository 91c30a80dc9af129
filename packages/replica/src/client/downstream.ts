/**
 * What reaches one replica, one after the other: pulls, and its part of the multiplexed stream. RxDB would take them as
 * they come, and let a pull overtake an event that was handed over before it; so each is handed over when RxDB has
 * written the one before, and looked at in that moment: it may have been overtaken, or belong to a scope that is no more.
 */
import type { RxStorageInstanceReplicationState } from 'rxdb';
import { filter, firstValueFrom, merge, Observable, type Subscriber } from 'rxjs';
import type { Checkpoint } from '../checkpoint.ts';
import type { Changes } from '../wire.ts';
import type { Kept } from './database.ts';
import { readOf, type Step } from './steps.ts';
import type { Document, Truths } from './truths.ts';

type Emission = { documents: Document[]; checkpoint: Checkpoint } | 'RESYNC';
type State = Pick<RxStorageInstanceReplicationState<never>, 'streamQueue' | 'stats'> & {
  events: Pick<RxStorageInstanceReplicationState<never>['events'], 'active' | 'canceled'>;
};

type DownstreamOptions = {
  kept: Kept;
  truths: Truths;
  /** RxDB's side, once it runs. */
  state: () => State | undefined;
  /** Up to where this replica was read, by a pull or the stream. */
  place: { current: Checkpoint | null };
  onError(error: unknown): void;
};

/** A step that could not be taken is pulled after this. */
const RETRY_MS = 250;

export function downstream(changes$: Observable<Changes>, options: DownstreamOptions): Observable<Emission> {
  const { kept, truths, state, place, onError } = options;

  return new Observable<Emission>((rxdb) => {
    /** A pull is due, and then these. */
    let isPullDue = false;
    let waiting: Step[] = [];
    let isWorking = false;

    async function work(): Promise<void> {
      if (isWorking) return;
      isWorking = true;
      try {
        while ((isPullDue || waiting.length > 0) && !rxdb.closed) {
          await state()?.streamQueue.down;
          if (isPullDue) {
            isPullDue = false;
            await handOver(rxdb, 'RESYNC');
          } else await take(waiting.splice(0));
        }
      } catch (error) {
        if (!rxdb.closed) pullInstead(error);
      } finally {
        isWorking = false;
      }
    }

    /** The line broke in the midst of a step, or the server failed: a pull brings it, and all behind it. */
    function pullInstead(error: unknown): void {
      onError(error);
      isPullDue = true;
      waiting = [];
      setTimeout(() => void work(), RETRY_MS);
    }

    /** Steps that came while something else was written are written together. */
    async function take(steps: readonly Step[]): Promise<void> {
      const last = steps.at(-1);
      const { current } = place;
      // Of another scope than the last pull's: one of the two is older, and a pull says which.
      if (!last || !current || !steps.every(({ checkpoint }) => isSameScope(current, checkpoint))) {
        isPullDue = true;
        return;
      }
      const news = steps.filter(({ checkpoint }) => checkpoint.seq > current.seq);
      const read = new Map(news.flatMap((step) => readOf(kept, step, 'feed')).map((each) => [each.document.id, each]));
      const documents = await truths.admit([...read.values()]);
      const { checkpoint } = last;
      if (checkpoint.seq > current.seq) place.current = checkpoint;
      if (documents.length === 0) return;
      const written = handOver(rxdb, { documents, checkpoint });
      truths.underWay(documents, written);
      await written;
    }

    /** Resolves when RxDB has worked it off. */
    async function handOver(to: Subscriber<Emission>, emission: Emission): Promise<void> {
      const running = state();
      if (!running) return to.next(emission);
      const { events, stats } = running;
      const before = stats.down.masterChangeStreamEmit;
      const isTaken = () => events.canceled.getValue() || stats.down.masterChangeStreamEmit > before;
      const taken = firstValueFrom(merge(events.active.down, events.canceled).pipe(filter(isTaken)), {
        defaultValue: false,
      });
      to.next(emission);
      await taken;
      await running.streamQueue.down;
    }

    const subscription = changes$.subscribe((changes) => {
      const step = changes[kept.definition.name];
      // A pull brings everything that waits before it.
      if (changes.resync) {
        isPullDue = true;
        waiting = [];
      } else if (isStep(step)) waiting.push(step);
      void work();
    });
    return () => {
      waiting = [];
      subscription.unsubscribe();
    };
  });
}

const isSameScope = (a: Checkpoint, b: Checkpoint): boolean =>
  a.epoch === b.epoch && a.scope === b.scope && a.version === b.version;

const isStep = (value: Changes[string] | undefined): value is Step => typeof value === 'object' && value !== null;
