/** The local database: a collection for each replica, in one database of one user in one company. */
import {
  addRxPlugin,
  createRxDatabase,
  type RxCollection,
  type RxConflictHandler,
  type RxDatabase,
  type RxStorage,
  type WithDeleted,
} from 'rxdb';
import { RxDBLeaderElectionPlugin } from 'rxdb/plugins/leader-election';
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema';
import type { Observable } from 'rxjs';
import { v5 } from 'uuid';
import type { ReplicaDefinition, RowOf } from '../define.ts';
import { REPLICA_NAMES, REPLICAS, type ReplicaName } from '../definitions/index.ts';
import { conformRow, sameRow } from '../row.ts';
import { isWritable, type Local, toRxSchema } from '../rxSchema.ts';
import { notesFromRows } from './storage/notesFromRows.ts';
import { createPersistence, type Persistence } from './storage/persistence.ts';

export type LocalRow<Name extends ReplicaName = ReplicaName> = Local<RowOf<(typeof REPLICAS)[Name]>>;
export type Collections = { [Name in ReplicaName]: RxCollection<LocalRow<Name>> };

/** The place in the feed is the same whatever address the server is reached by. */
export const REPLICATION = 'balcao-sync';

/** A collection among others, whatever its rows. */
export type AnyCollection = RxCollection<{ id: string; pending: number } & Record<string, unknown>>;

/** One replica and where it is kept. `placed$` says when what was pulled last is written. */
export type Kept = { definition: ReplicaDefinition; collection: AnyCollection; placed$: Observable<void> };

export type OpenDatabase = { database: RxDatabase; collections: Collections; kept: Kept[]; persistence: Persistence };

addRxPlugin(RxDBLeaderElectionPlugin);
addRxPlugin(RxDBMigrationSchemaPlugin);

/** RxDB asks for a hash of schemas and names only; SHA-1 of uuid works on pages over plain http too, where crypto.subtle is missing. */
const HASH_NAMESPACE = '0b6d2f1c-4a57-4f0e-9d6e-7c3b5a1e8f42';
const hash = async (input: string | ArrayBuffer | Blob) =>
  v5(typeof input === 'string' ? input : new Uint8Array(await new Response(input).arrayBuffer()), HASH_NAMESPACE);

export async function openLocalDatabase(options: {
  name: string;
  storage: RxStorage<unknown, unknown>;
  multiInstance: boolean;
  now: () => number;
  /** All, when left out. */
  only?: readonly ReplicaName[];
}): Promise<OpenDatabase> {
  const { name, multiInstance, now, only = REPLICA_NAMES } = options;
  const persistence = createPersistence();
  const { storage, answer } = notesFromRows(options.storage, persistence);
  const database = await createRxDatabase({
    name,
    storage,
    multiInstance,
    eventReduce: true,
    // A page that is loaded again meets what the last one left open.
    closeDuplicates: true,
    hashFunction: hash,
  });
  const definitions: ReplicaDefinition[] = only.map((each) => REPLICAS[each]);
  const made = await database.addCollections(
    Object.fromEntries(
      definitions.map((definition) => [
        definition.name,
        {
          schema: toRxSchema(definition),
          conflictHandler: masterWins(definition),
          migrationStrategies: stepsOf(definition),
        },
      ]),
    ),
  );
  const kept: Kept[] = [];
  for (const definition of definitions) {
    const collection: AnyCollection | undefined = made[definition.name];
    if (!collection) throw new Error(`The collection ${definition.name} was not made.`);
    const placed$ = answer(await notesNameOf(definition), collection.storageInstance);
    kept.push({ definition, collection, placed$ });
  }
  const writable = kept.filter(({ definition }) => isWritable(definition));
  const stamp = stamps(now, lastStampIn(writable));
  for (const { definition, collection } of writable) markLocalWrites(definition, collection, stamp);
  // `made` holds a collection for each definition, in the shape of its schema; RxDB's type does not say so.
  return { database, collections: made as unknown as Collections, kept, persistence };
}

/** The name under which RxDB's replication keeps its notes about a replica (its plugin replication, `metaInfoPromise`). */
const notesNameOf = async ({ name }: ReplicaDefinition) =>
  `rx-replication-meta-${await hash(`${name}-${REPLICATION}`)}`;

/**
 * The server has merged and decided before it answers, so its row is the truth, also as a tombstone: without that, a
 * push would never end. Equal is what holds the same: RxDB asks this for every row that passes.
 */
function masterWins<Row extends { pending: number }>(definition: ReplicaDefinition): RxConflictHandler<Row> {
  return {
    isEqual: (a, b) => isSame(definition, a, b),
    resolve: async ({ realMasterState }) => realMasterState,
  };
}

/** Whether two states of a row are the same to the replication: its fields, its end, and whether it waits. */
export function isSame<Row extends { pending: number }>(
  definition: ReplicaDefinition,
  a: WithDeleted<Row>,
  b: WithDeleted<Row>,
): boolean {
  if (a._deleted || b._deleted) return a._deleted === b._deleted;
  return a.pending === b.pending && sameRow(definition, a, b);
}

/** From any older version straight to this one's fields; what they lack is empty until the server's rows arrive. */
function stepsOf(definition: ReplicaDefinition): Record<number, (old: { id: string; pending?: number }) => object> {
  const step = (old: { id: string; pending?: number }) => ({
    ...old,
    ...conformRow(definition, old),
    pending: old.pending ?? 0,
  });
  return Object.fromEntries(Array.from({ length: definition.version }, (_, index) => [index + 1, step]));
}

/**
 * Every write of this console, by whatever way, marks its row as waiting; the replication writes past these hooks. A
 * write that changes nothing marks nothing.
 *
 * The mark is the row's place in the order of sending: that of the first change that waits, or of the last change of
 * state. "Reopened, answered, tagged" has to leave in this order, and so has "tagged, answered, closed".
 */
function markLocalWrites(definition: ReplicaDefinition, collection: AnyCollection, stamp: Stamp): void {
  collection.preInsert(async (row) => {
    row.pending = await stamp();
  }, false);
  collection.preSave(async (row, before) => {
    if (sameRow(definition, row, before)) return;
    if (row.pending === 0 || row.status !== Reflect.get(before, 'status')) row.pending = await stamp();
  }, false);
}

type Stamp = () => Promise<number>;

/**
 * Times that never repeat: they give what waits an order.
 *
 * @param before the last one that was given: the machine's clock may have been set back since.
 */
function stamps(now: () => number, before: Promise<number>): Stamp {
  let last = 0;
  return async () => {
    const earlier = await before;
    last = Math.max(now(), last + 1, earlier + 1);
    return last;
  };
}

async function lastStampIn(writable: readonly Kept[]): Promise<number> {
  const stamps = await Promise.all(
    writable.map(async ({ collection }) => {
      const selector = { pending: { $gt: 0 } };
      const found = await collection
        .find({ selector, sort: [{ pending: 'desc' }], index: ['pending'], limit: 1 })
        .exec();
      return found[0]?.pending ?? 0;
    }),
  );
  return Math.max(0, ...stamps);
}
