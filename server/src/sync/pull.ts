/**
 * One step of one replica for one viewer: a page of the first sync, or what the feed says since a number.
 *
 * Rows are always sent as they are now, never as they were: so steps may repeat, overlap and race with writers, and a
 * console still ends with the truth. What must hold is only that no number is skipped (feed.ts, sequencer.ts).
 */
import type { Checkpoint, Pulled, ReplicaDefinition } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { syncPulledRows, syncResyncs } from '../metrics.ts';
import { countSince, entriesSince, type FeedEnd, type FeedEntry, feedEnd } from './feed.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import { feedKinds, scopeHash, seesAll } from './viewer.ts';

/** More: one answer holds the socket for longer. Fewer: a first sync takes more round trips. */
export const PULL_LIMIT = 1_000;

type Row = { id: string } & Record<string, unknown>;
/** `from`: where the viewer's window begins. */
type Ask = { checkpoint: Checkpoint | null; limit: number; from: Date };

export async function pull(trx: Trx, viewer: Actor, source: AnyReplicaSource, ask: Ask): Promise<Pulled<Row>> {
  const { definition } = source;
  const end = await feedEnd(trx, viewer.companyId);
  const useless = ask.checkpoint && whyUseless(definition, viewer, ask.checkpoint, end);
  if (useless) syncResyncs.inc({ reason: useless });

  const limit = Math.min(Math.max(ask.limit, 1), PULL_LIMIT);
  const checkpoint = useless ? null : ask.checkpoint;
  const step =
    checkpoint === null
      ? await firstPage(trx, viewer, source, { end, limit, from: ask.from, audit: Boolean(useless) })
      : checkpoint.cursor === null
        ? await changesSince(trx, viewer, source, { checkpoint, end, limit })
        : await nextPage(trx, viewer, source, { checkpoint, cursor: checkpoint.cursor, limit, from: ask.from });
  syncPulledRows.inc({ replica: definition.name }, step.rows.length);
  return step;
}

/** Why a console has to start this replica afresh, or `null` when it can go on. */
function whyUseless(
  definition: ReplicaDefinition,
  viewer: Actor,
  { epoch, scope, version, seq }: Checkpoint,
  end: FeedEnd,
): 'epoch' | 'scope' | 'version' | 'ahead' | 'forgotten' | null {
  if (epoch !== end.epoch) return 'epoch';
  if (version !== definition.version) return 'version';
  if (scope !== scopeHash(definition.name, viewer)) return 'scope';
  if (seq > end.last) return 'ahead';
  if (seq < end.tombstonesFrom) return 'forgotten';
  return null;
}

async function firstPage(
  trx: Trx,
  viewer: Actor,
  source: AnyReplicaSource,
  { end, limit, from, audit }: { end: FeedEnd; limit: number; from: Date; audit: boolean },
): Promise<Pulled<Row>> {
  const { name, version } = source.definition;
  const checkpoint = { epoch: end.epoch, scope: scopeHash(name, viewer), version, seq: end.newest, audit };
  const { rows, next } = await source.page(trx, viewer, null, limit, from);
  // Only who sees everything can be told how much that is without counting row by row.
  const all = next !== null && seesAll(viewer) ? await countSince(trx, viewer.companyId, 0, [name]) : null;
  const remaining = all === null ? null : Math.max(all - rows.length, 0);
  return { rows, gone: [], checkpoint: { ...checkpoint, cursor: next }, more: true, fresh: true, remaining };
}

async function nextPage(
  trx: Trx,
  viewer: Actor,
  source: AnyReplicaSource,
  { checkpoint, cursor, limit, from }: { checkpoint: Checkpoint; cursor: string; limit: number; from: Date },
): Promise<Pulled<Row>> {
  const { rows, next } = await source.page(trx, viewer, cursor, limit, from);
  // After the last page the feed is read from where it stood when the first one began.
  return { rows, gone: [], checkpoint: { ...checkpoint, cursor: next }, more: true, fresh: false, remaining: null };
}

async function changesSince(
  trx: Trx,
  viewer: Actor,
  source: AnyReplicaSource,
  { checkpoint, end, limit }: { checkpoint: Checkpoint; end: FeedEnd; limit: number },
): Promise<Pulled<Row>> {
  const { companyId } = viewer;
  const { name } = source.definition;
  const kinds = feedKinds(name, viewer);
  const entries = await entriesSince(trx, companyId, { since: checkpoint.seq, kinds, limit });
  const more = entries.length === limit;
  // At the end one stands at the newest number of all kinds, so that the next step need not pass over the others again.
  const seq = more
    ? (entries.at(-1)?.seq ?? checkpoint.seq)
    : Math.max(end.newest, checkpoint.seq, entries.at(-1)?.seq ?? 0);
  const ids = [...new Set(entries.map((entry) => entry.rowId))];
  const rows = ids.length === 0 ? [] : await source.read(trx, viewer, ids);
  return {
    rows,
    gone: goneOf(name, entries, new Set(rows.map((row) => row.id))),
    checkpoint: { ...checkpoint, seq },
    more,
    fresh: false,
    remaining: more ? await countSince(trx, companyId, seq, kinds) : 0,
  };
}

/**
 * What a viewer has to let go: rows that are no more, and rows that moved in or out of one of the viewer's scopes and
 * are not visible now. A row that merely changed out of sight is not mentioned at all.
 */
export function goneOf(replica: string, entries: readonly FeedEntry[], visible: ReadonlySet<string>): string[] {
  const gone = entries.filter((entry) => !visible.has(entry.rowId) && (entry.gone || entry.kind !== replica));
  return [...new Set(gone.map((entry) => entry.rowId))];
}

/**
 * Which of `ids` a console has no longer: they are not the viewer's (any more), or have left the window that begins at
 * `from`. Asked at the end of a new start about everything that it held, and now and then about what is old.
 */
export async function absent(
  trx: Trx,
  viewer: Actor,
  source: AnyReplicaSource,
  ids: readonly string[],
  from: Date,
): Promise<string[]> {
  const asked = ids.slice(0, PULL_LIMIT);
  const visible = new Set((await source.read(trx, viewer, asked)).map((row) => row.id));
  const outgrown = new Set(await source.outgrown?.(trx, viewer, [...visible], from));
  return asked.filter((id) => !visible.has(id) || outgrown.has(id));
}
