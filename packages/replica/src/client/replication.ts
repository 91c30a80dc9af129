/** Joins each collection to the server by RxDB's replication, over the one link. */
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import type { Checkpoint } from '../checkpoint.ts';
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
const PULL_BATCH = 1_000;
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
  events: PullEvents;
};

export function replicate(options: ReplicationOptions): Replication {
  const { kept, rank, link, outbox, turns, windowStepMs, isTouched, events } = options;
  const truths = createTruths(kept, link);
  const ageing = createAgeing(link.keptFrom, windowStepMs);
  const place: { current: Checkpoint | null } = { current: null };
  const state = () => replication.internalReplicationState;
  const resyncs = () => state()?.stats.down.downstreamResyncOnce ?? 0;
  /** The resync in which the end was reached. */
  let ended = 0;

  async function pull(
    from: Checkpoint | undefined,
  ): Promise<{ documents: Document[]; checkpoint: Checkpoint | undefined }> {
    if (ended > 0 && ended === resyncs()) return { documents: [], checkpoint: from };
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
      const documents = await truths.admit(pulled.read);
      place.current = pulled.checkpoint;
      if (documents.length === 0 && !pulled.ended) continue;
      truths.underWay(documents, state()?.streamQueue.down ?? Promise.resolve());
      if (pulled.ended) {
        ended = resyncs();
        events.onEnd(mark);
      }
      return { documents, checkpoint: pulled.checkpoint };
    }
  }

  const written = () => Promise.race([state()?.streamQueue.up, sleep(WRITTEN_WITHIN_MS)]);
  const push = {
    batchSize: PUSH_BATCH,
    handler: async (rows: Parameters<Outbox['push']>[1]) => truths.settle(await outbox.push(kept, [...rows]), written),
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
