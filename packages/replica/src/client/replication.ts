/** Joins each collection to the server by RxDB's replication, over the one link. */
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { filter, firstValueFrom, merge } from 'rxjs';
import type { Checkpoint } from '../checkpoint.ts';
import { sameValue } from '../row.ts';
import { isWritable } from '../rxSchema.ts';
import { createAgeing } from './ageing.ts';
import { type Kept, REPLICATION } from './database.ts';
import { downstream } from './downstream.ts';
import type { Link } from './link.ts';
import type { Outbox } from './outbox.ts';
import { sleep } from './sleep.ts';
import { pullBatch, type Step } from './steps.ts';
import { createTruths, type Document } from './truths.ts';
import type { Turns } from './turns.ts';
import { waitingRows } from './waitingRows.ts';

/** Rows of a pull at once. More: fewer round trips and transactions, and more rows to write at a stretch. */
const PULL_BATCH = 500;
/** The same while somebody types: between two portions a letter is painted. */
const PULL_BATCH_TOUCHED = 25;
/** RxDB takes less than this for the end of a pull. Only nothing is: what is laid aside must not end it. */
const ANYTHING = 1;
/** Rows that RxDB hands to the outbox at once. */
const PUSH_BATCH = 50;
/** A pull that failed is tried again after this. */
const RETRY_MS = 250;
/** RxDB writes an answer in less; behind it, it may wait for the next push as long as there is no connection. */
const WRITTEN_WITHIN_MS = 2_000;

type Row = { id: string } & Record<string, unknown>;
type Replication = RxReplicationState<Row & { pending: number }, Checkpoint>;

/** What becomes of one replica's pulls. */
export type PullEvents = {
  /** @returns a mark for `onEnd`. */
  onBegin(): number;
  onStep(step: Step): void;
  /** Pulled up to the end; the last rows may still be on their way into the collection. */
  onEnd(mark: number): void;
  onError(error: unknown): void;
};

/** RxDB asks for one portion after the other until there is none, and does not wait until they are written. */
type Resync = {
  number: number;
  isEnded: boolean;
  /**
   * The portion before is on the disk. RxDB writes all that came meanwhile in one go, so each write would be longer than
   * the one before: of 60,000 rows 16,000 at once, and no key answered for 1.8 s.
   */
  written: Promise<unknown>;
};

const beginResync = (number: number): Resync => ({ number, isEnded: false, written: Promise.resolve() });

type ReplicationOptions = {
  kept: Kept;
  /** Its place in the order of first syncs. */
  rank: number;
  link: Link;
  outbox: Outbox;
  turns: Turns;
  /** How far the window of consoles has to move before old rows are asked about again. */
  windowStepMs: number;
  /** Whether somebody types here right now. */
  isTouched: () => boolean;
  /** What is pulled is told of while the portion before it is written. */
  foretell: (rows: readonly Document[]) => void;
  events: PullEvents;
};

export function replicate(options: ReplicationOptions): Replication {
  const { kept, rank, link, outbox, turns, windowStepMs, isTouched, foretell, events } = options;
  const truths = createTruths(kept, link);
  const ageing = createAgeing(link.keptFrom, windowStepMs);
  const place: { current: Checkpoint | null } = { current: null };
  const state = () => replication.internalReplicationState;
  const resyncs = () => state()?.stats.down.downstreamResyncOnce ?? 0;
  let resync = beginResync(0);

  function untilPlaced(): Promise<unknown> {
    const running = state();
    if (!running) return Promise.resolve();
    const { error, canceled } = running.events;
    return firstValueFrom(merge(kept.placed$, error, canceled.pipe(filter(Boolean))), { defaultValue: null });
  }

  async function pull(
    from: Checkpoint | undefined,
  ): Promise<{ documents: Document[]; checkpoint: Checkpoint | undefined }> {
    if (resync.number !== resyncs()) resync = beginResync(resyncs());
    if (resync.isEnded) return { documents: [], checkpoint: from };
    const mark = events.onBegin();
    for (let at = from ?? null; ; at = place.current) {
      const options = {
        from: at,
        size: isTouched() ? PULL_BATCH_TOUCHED : PULL_BATCH,
        truths,
        ageing,
        onStep: events.onStep,
      };
      const pulled = await turns.take(rank, () => pullBatch(link, kept, options));
      foretell(pulled.read.map(({ document }) => document));
      await resync.written;
      const documents = await truths.admit(pulled.read);
      place.current = pulled.checkpoint;
      if (documents.length === 0 && !pulled.ended) continue;
      truths.underWay(documents, state()?.streamQueue.down ?? Promise.resolve());
      if (pulled.ended) {
        resync.isEnded = true;
        events.onEnd(mark);
      } else if (!at || !sameValue(at, pulled.checkpoint)) {
        // RxDB notes its place behind what it wrote, where that moves.
        resync.written = untilPlaced();
      }
      return { documents, checkpoint: pulled.checkpoint };
    }
  }

  const answersWritten = () => Promise.race([state()?.streamQueue.up, sleep(WRITTEN_WITHIN_MS)]);
  const push = {
    batchSize: PUSH_BATCH,
    handler: async (rows: Parameters<Outbox['push']>[1]) =>
      truths.settle(await outbox.push(kept, [...rows]), answersWritten),
  };
  const { storageInstance } = kept.collection;
  // RxDB looks for what to push also where nothing ever is.
  storageInstance.getChangedDocumentsSince = isWritable(kept.definition)
    ? waitingRows(storageInstance)
    : async (_limit, since) => ({ documents: [], checkpoint: since });
  const replication: Replication = replicateRxCollection<Row & { pending: number }, Checkpoint>({
    replicationIdentifier: REPLICATION,
    collection: kept.collection,
    live: true,
    retryTime: RETRY_MS,
    // Who replicates is decided once, for all collections (tabs.ts).
    waitForLeadership: false,
    // Without it, RxDB moves the mouse every 20 s to keep the tab awake, and nobody would ever be away.
    toggleOnDocumentVisible: true,
    pull: {
      batchSize: ANYTHING,
      stream$: downstream(link.changes$, { kept, truths, state, place, onError: events.onError }),
      handler: (from) =>
        pull(from).catch((error: unknown) => {
          events.onError(error);
          throw error;
        }),
    },
    ...(isWritable(kept.definition) ? { push } : {}),
  });
  if (kept.definition.windowBy) {
    // A console that stays connected pulls nothing by itself; a day passes for it all the same.
    const timer = setInterval(() => ageing.due() !== null && replication.reSync(), windowStepMs);
    replication.canceled$.subscribe((isCanceled) => isCanceled && clearInterval(timer));
  }
  return replication;
}
