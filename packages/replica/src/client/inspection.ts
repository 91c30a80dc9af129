/** How every replica stands, for the inspector and for bug reports (SYNC-11). Numbers and ids only: nothing personal. */
import { getLastCheckpointDoc } from 'rxdb';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import { type Checkpoint, checkpointSchema } from '../checkpoint.ts';
import { isWritable } from '../rxSchema.ts';
import type { Kept } from './database.ts';
import type { Course, Journal, LinkEvent } from './journal.ts';

export type ReplicaInspection = {
  name: string;
  /** Of the definition. */
  version: number;
  rows: number;
  /** Rows that wait for the server, oldest first. */
  waiting: readonly { id: string; since: number }[];
  /** `null`: never pulled, or another window synchronises. */
  checkpoint: Checkpoint | null;
  /** `null` in a window that does not synchronise. */
  course: Course | null;
};

export type Inspection = {
  /** Epoch ms. */
  at: number;
  url: string;
  keeping: 'sealed' | 'memory';
  /** Whether this window has the socket; of several, one does. */
  leads: boolean;
  links: readonly LinkEvent[];
  replicas: readonly ReplicaInspection[];
};

/** More wait than anybody reads; the count is in the list's length up to here. */
const SHOWN_WAITING = 200;

type Replication = Pick<
  RxReplicationState<{ id: string; pending: number } & Record<string, unknown>, Checkpoint>,
  'internalReplicationState'
>;

export async function inspectReplica(
  { definition, collection }: Kept,
  replication: Replication | null,
  journal: Journal | null,
): Promise<ReplicaInspection> {
  const rows = await collection.count().exec();
  const waiting = isWritable(definition)
    ? await collection
        .find({
          selector: { pending: { $gt: 0 } },
          sort: [{ pending: 'asc' }],
          index: ['pending'],
          limit: SHOWN_WAITING,
        })
        .exec()
    : [];
  const state = replication?.internalReplicationState;
  const checkpoint = state ? checkpointSchema.safeParse(await getLastCheckpointDoc(state, 'down')) : null;
  return {
    name: definition.name,
    version: definition.version,
    rows,
    waiting: waiting.map((document) => ({ id: document.primary, since: document.pending })),
    checkpoint: checkpoint?.success ? checkpoint.data : null,
    course: journal?.read().courses.get(definition.name) ?? null,
  };
}
