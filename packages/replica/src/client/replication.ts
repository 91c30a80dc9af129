/** Joins each collection to the server by RxDB's replication, over the one link. */
import { type RxReplicationState, replicateRxCollection } from 'rxdb/plugins/replication';
import { concatMap, filter, firstValueFrom, from, type Observable, of } from 'rxjs';
import type { Checkpoint } from '../checkpoint.ts';
import { isWritable } from '../rxSchema.ts';
import type { Changes, Pulled } from '../wire.ts';
import type { Answers } from './answers.ts';
import type { Kept } from './database.ts';
import type { Link } from './link.ts';
import type { Outbox } from './outbox.ts';
import { type Document, newsIn, pullBatch, readOf, type Step } from './steps.ts';
import type { Turns } from './turns.ts';

/** A short batch ends a pull. More: fewer round trips, and more rows to write at a stretch while somebody types. */
const PULL_BATCH = 500;
/** Rows that RxDB hands to the outbox at once. */
const PUSH_BATCH = 50;
/** A pull that failed is tried again after this. */
const RETRY_MS = 250;

type Row = { id: string } & Record<string, unknown>;
type Emission = { documents: Document[]; checkpoint: Checkpoint } | 'RESYNC';

/** What becomes of one replica's pulls. */
export type PullEvents = {
  onStep(step: Step): void;
  /** Pulled up to the end; the last rows may still be on their way into the collection. */
  onEnd(): void;
  onError(error: unknown): void;
};

type ReplicationOptions = {
  kept: Kept;
  /** Its place in the order of first syncs. */
  rank: number;
  link: Link;
  outbox: Outbox;
  answers: Answers;
  turns: Turns;
  /** Hears of every step of the stream. */
  onStreamed(step: Step): void;
  events: PullEvents;
};

export function replicate(options: ReplicationOptions): RxReplicationState<Row & { pending: number }, Checkpoint> {
  const { kept, rank, link, outbox, answers, turns, onStreamed, events } = options;
  const push = {
    batchSize: PUSH_BATCH,
    handler: (rows: Parameters<Outbox['push']>[1]) => outbox.push(kept, [...rows]),
  };
  const rest = async () => {
    const pushing = replication.internalReplicationState?.events.active.up;
    if (pushing) await firstValueFrom(pushing.pipe(filter((active) => !active)), { defaultValue: false });
  };
  const replication = replicateRxCollection<Row & { pending: number }, Checkpoint>({
    // The place in the feed is the same whatever address the server is reached by.
    replicationIdentifier: 'balcao-sync',
    collection: kept.collection,
    live: true,
    retryTime: RETRY_MS,
    // Who replicates is decided once, for all collections (tabs.ts).
    waitForLeadership: false,
    // Without it, RxDB moves the mouse every 20 s to keep the tab awake, and nobody would ever be away.
    toggleOnDocumentVisible: true,
    pull: {
      batchSize: PULL_BATCH,
      stream$: emissions(link.changes$, { kept, answers, rest, onStreamed }),
      handler: async (checkpoint) => {
        const pulled = await turns
          .take(rank, () =>
            pullBatch(link, kept, { from: checkpoint ?? null, size: PULL_BATCH, answers, onStep: events.onStep }),
          )
          .catch((error: unknown) => {
            events.onError(error);
            throw error;
          });
        if (pulled.ended) events.onEnd();
        return { documents: pulled.documents, checkpoint: pulled.checkpoint };
      },
    },
    ...(isWritable(kept.definition) ? { push } : {}),
  });
  return replication;
}

/**
 * This replica's part of the multiplexed stream, in order.
 *
 * @param rest resolves when the collection pushes nothing. RxDB holds events back until then, and would apply what an
 * answer has overtaken in the meantime: so they are held back here, and looked at afterwards.
 */
function emissions(
  changes$: Observable<Changes>,
  {
    kept,
    answers,
    rest,
    onStreamed,
  }: { kept: Kept; answers: Answers; rest: () => Promise<void>; onStreamed: (step: Step) => void },
): Observable<Emission> {
  async function emission(step: Pulled<Row>): Promise<Emission> {
    onStreamed(step);
    const read = await readOf(kept, step);
    await rest();
    return { documents: newsIn(kept, answers, read), checkpoint: step.checkpoint };
  }
  return changes$.pipe(
    concatMap((changes): Observable<Emission> => {
      if (changes.resync) return of('RESYNC');
      const step = changes[kept.definition.name];
      return isStep(step) ? from(emission(step)) : of();
    }),
  );
}

const isStep = (value: Changes[string] | undefined): value is Pulled<Row> =>
  typeof value === 'object' && value !== null;
