/**
 * What one burst of commits means to each console: the changed rows are read once for the company, and handed out by
 * audience. Pure but for the reading; who listens and when is the hub's (hub.ts).
 */
import { may } from '@balcao/domain';
import { type Changes, type Pulled, wireRow } from '@balcao/replica';
import type { Actor } from '../auth/index.ts';
import type { Trx } from '../db/index.ts';
import { type Audience, audienceOf } from './audience.ts';
import type { FeedEntry } from './feed.ts';
import { goneOf } from './pull.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import { type SharedText, sharedText } from './streamLine.ts';
import { feedKinds, keysOf, scopeHash, seesAll } from './viewer.ts';

type Row = { id: string } & Record<string, unknown>;

type ReplicaBurst = {
  source: AnyReplicaSource;
  entries: FeedEntry[];
  audience: Audience;
  /** As the company sees them; of rows with an owner, as that one does. */
  rows: Row[];
};

export type Burst = { epoch: string; seq: number; replicas: ReplicaBurst[] };

/** Reads for everybody: what a viewer may see of it is decided row by row afterwards. */
const everyone = (companyId: string): Actor => ({
  companyId,
  userId: '00000000-0000-0000-0000-000000000000',
  role: 'admin',
  queueIds: [],
});

/** @param viewers the users who are connected: rows with an owner are read for these only. */
export async function readBurst(
  trx: Trx,
  companyId: string,
  {
    sources,
    entries,
    epoch,
    viewers,
  }: { sources: readonly AnyReplicaSource[]; entries: FeedEntry[]; epoch: string; viewers: readonly Actor[] },
): Promise<Burst> {
  const replicas: ReplicaBurst[] = [];
  for (const source of sources) {
    const { name } = source.definition;
    const own = entries.filter(({ kind }) => kind === name || kind.startsWith(`${name}@`));
    if (own.length === 0) continue;
    const ids = [...new Set(own.filter((entry) => !entry.gone).map((entry) => entry.rowId))];
    const audience: Audience = ids.length > 0 ? await audienceOf(trx, name, companyId, ids) : { kind: 'company' };
    const rows = ids.length > 0 ? await readFor(trx, companyId, { source, audience, ids, viewers }) : [];
    replicas.push({ source, entries: own, audience, rows });
  }
  return { epoch, seq: entries.at(-1)?.seq ?? 0, replicas };
}

async function readFor(
  trx: Trx,
  companyId: string,
  {
    source,
    audience,
    ids,
    viewers,
  }: { source: AnyReplicaSource; audience: Audience; ids: string[]; viewers: readonly Actor[] },
): Promise<Row[]> {
  if (audience.kind !== 'owner' && audience.kind !== 'shared') return source.read(trx, everyone(companyId), ids);
  const shared = audience.kind === 'shared' ? ids.filter((id) => !audience.owners.has(id)) : [];
  const rows: Row[] = shared.length > 0 ? await source.read(trx, everyone(companyId), shared) : [];
  const connected = new Map(viewers.map((viewer) => [viewer.userId, viewer]));
  for (const [userId, viewer] of connected) {
    const own = ids.filter((id) => audience.owners.get(id) === userId);
    if (own.length > 0) rows.push(...(await source.read(trx, viewer, own)));
  }
  return rows;
}

/** One viewer's share of a burst, or `null` when it holds nothing for them. */
export function shareOf(burst: Burst, viewer: Actor): Changes | null {
  const share: Changes = { resync: false };
  let any = false;
  for (const { source, entries, audience, rows } of burst.replicas) {
    const { name, version } = source.definition;
    const visible = rows.filter((row) => maySee(viewer, audience, row.id));
    const kinds = feedKinds(name, viewer);
    const concerning = entries.filter(({ kind }) => kinds.includes(kind));
    const gone = goneOf(name, concerning, new Set(visible.map((row) => row.id)));
    if (visible.length === 0 && gone.length === 0) continue;
    const checkpoint = {
      epoch: burst.epoch,
      scope: scopeHash(name, viewer),
      version,
      seq: burst.seq,
      cursor: null,
      audit: false,
    };
    const step: Pulled<Row> = { rows: visible, gone, checkpoint, more: false, fresh: false, remaining: 0 };
    share[name] = step;
    any = true;
  }
  return any ? share : null;
}

/** One viewer's share, as it travels. */
export type Share = { text: SharedText; rowCounts: readonly (readonly [replica: string, rows: number])[] };

/**
 * Everybody's shares of a burst. Viewers with the same scopes share one text, and those with different ones the texts of
 * the rows: what a thousand consoles cost is little more than what one costs.
 */
export function createShares(burst: Burst): { of(viewer: Actor): Share | null } {
  const known = new Map<string, Share | null>();
  const texts = new Map<Row, string>();
  const names = burst.replicas.map(({ source }) => source.definition.name);
  /** Whose share of a `shared` replica is more than everybody's. */
  const owners = new Set(
    burst.replicas.flatMap(({ audience }) => (audience.kind === 'shared' ? [...audience.owners.values()] : [])),
  );

  function textOf(row: Row, source: AnyReplicaSource): string {
    const written = texts.get(row) ?? JSON.stringify(wireRow(source.definition, row));
    texts.set(row, written);
    return written;
  }

  function write(share: Changes): Share {
    const parts: string[] = [];
    const rowCounts: [string, number][] = [];
    for (const { source } of burst.replicas) {
      const { name } = source.definition;
      const step = share[name];
      if (!step || typeof step !== 'object') continue;
      const { rows, ...rest } = step;
      const written = rows.map((row) => textOf(row as Row, source)).join(',');
      parts.push(`"${name}":{"rows":[${written}],${JSON.stringify(rest).slice(1)}`);
      rowCounts.push([name, rows.length]);
    }
    return { text: sharedText(`{"data":{"changes":{"resync":false,${parts.join(',')}}}}`), rowCounts };
  }

  return {
    of(viewer) {
      const own = owners.has(viewer.userId) ? `,${viewer.userId}` : '';
      const scope = names.map((name) => scopeHash(name, viewer)).join() + own;
      const before = known.get(scope);
      if (before !== undefined) return before;
      const share = shareOf(burst, viewer);
      const written = share && write(share);
      known.set(scope, written);
      return written;
    },
  };
}

function maySee(viewer: Actor, audience: Audience, id: string): boolean {
  switch (audience.kind) {
    case 'company':
      return true;
    case 'permitted':
      return may(viewer.role, audience.to);
    case 'owner':
      return audience.owners.get(id) === viewer.userId;
    case 'shared':
      return (audience.owners.get(id) ?? viewer.userId) === viewer.userId;
    case 'scope': {
      if (seesAll(viewer)) return true;
      const keys = audience.keys.get(id) ?? [];
      return keysOf(viewer).some((key) => keys.includes(key));
    }
  }
}
