/**
 * Nudges tell workers that a lane has work. Nothing depends on them: a sweep finds every due lane within half a second.
 *
 * A worker of this process that has a free place is told directly, which costs nothing. Only where none has, other
 * processes are told by NOTIFY: collected for a few milliseconds, and without waiting for the disk.
 * Decision: docs/decisions/0002-nudges-of-lanes.md.
 */
import { sql } from 'kysely';
import { afterCommit, type Database, databaseOf, type Trx } from '../db/index.ts';
import type { LaneId } from './lane.ts';
import { upsertLanes } from './laneStore.ts';

export const NUDGE_CHANNEL = 'lanes';

/** Says whether it starts on the lane right away. */
export type Taker = (lane: LaneId) => boolean;

/** Higher: nudges to other processes wait longer. Lower: more of them, each a small transaction. */
const COLLECT_MS = 5;
/** NOTIFY takes less than 8,000 bytes. */
const MOST_PAYLOAD_BYTES = 7_500;
/** Instead of a list that is too long: look for yourselves. */
export const LOOK_FOR_YOURSELVES = '*';

type Post = { takers: Set<Taker>; collected: Set<string>; timer: NodeJS.Timeout | null };
const posts = new WeakMap<Database['events'], Post>();

function postOf(database: Database): Post {
  const post = posts.get(database.events) ?? { takers: new Set(), collected: new Set(), timer: null };
  posts.set(database.events, post);
  return post;
}

/**
 * Notes that the lanes `keys` have new work, in the transaction that writes the work, and nudges after its commit.
 * @param dueAt when the work may start; now if it is not given. A lane runs at the earliest of its dates.
 */
export async function addWork(trx: Trx, companyId: string, keys: readonly string[], dueAt?: Date): Promise<void> {
  if (keys.length === 0) return;
  await upsertLanes(trx, companyId, keys, dueAt ?? null);
  const database = databaseOf(trx);
  if (dueAt === undefined || dueAt.getTime() <= Date.now()) {
    afterCommit(trx, () =>
      nudge(
        database,
        keys.map((key) => ({ companyId, key })),
      ),
    );
  }
}

/** Nudges lanes whose work was written otherwise (a function in SQL): after its commit. */
export function nudge(database: Database, lanes: readonly LaneId[]): void {
  const post = postOf(database);
  for (const lane of lanes) {
    if ([...post.takers].some((take) => take(lane))) continue;
    post.collected.add(`${lane.companyId} ${lane.key}`);
    post.timer ??= setTimeout(() => send(database, post), COLLECT_MS).unref();
  }
}

/** Registers a worker of this process; returns the way to withdraw it. */
export function offerToTake(database: Database, taker: Taker): () => void {
  const { takers } = postOf(database);
  takers.add(taker);
  return () => takers.delete(taker);
}

/** The lanes in a notification; null where the receiver is to look for itself. */
export function readNudge(payload: string): LaneId[] | null {
  if (payload === LOOK_FOR_YOURSELVES) return null;
  return payload.split('\n').flatMap((line) => {
    const space = line.indexOf(' ');
    return space < 0 ? [] : [{ companyId: line.slice(0, space), key: line.slice(space + 1) }];
  });
}

function send(database: Database, post: Post): void {
  const list = [...post.collected].join('\n');
  post.collected.clear();
  post.timer = null;
  const payload = Buffer.byteLength(list) > MOST_PAYLOAD_BYTES ? LOOK_FOR_YOURSELVES : list;
  // One statement, so that the setting holds for its own commit: a nudge lost in a power cut is no loss.
  sql`select set_config('synchronous_commit', 'off', true), pg_notify(${NUDGE_CHANNEL}, ${payload})`
    .execute(database.kysely)
    .catch(() => {}); // the sweep does not need it
}
