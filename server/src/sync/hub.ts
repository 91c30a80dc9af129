/**
 * The streams of this process. Per company with somebody connected, one reader follows the feed: a notification wakes
 * it, it reads what is new once, and every console gets its share.
 *
 * Must stay true: a reader's place (`since`) only moves after its burst was handed out, and a console is told to pull
 * (`resync`) when it joins: what the pull does not see has a larger number than the reader's place, so nothing falls
 * between. Who its user is, is read in the same transaction: a session remembers for some seconds what is no more, and a
 * change of membership from before the place is never announced again. An error moves nothing and is tried again; no
 * stream ends by it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@balcao/domain';
import type { Actor } from '../auth/index.ts';
import type { Log } from '../db/index.ts';
import { type Database, inCompany, type Trx } from '../db/index.ts';
import { syncBursts, syncPulledRows, syncResyncs } from '../metrics.ts';
import { createShares, readBurst, type Share } from './burst.ts';
import { entriesSince, feedEnd } from './feed.ts';
import type { AnyReplicaSource } from './replicaSource.ts';
import type { StreamLine } from './streamLine.ts';
import { currentViewer, scopeHash } from './viewer.ts';

/** A burst larger than this (an import, a bulk change) is cheaper as a pull of each console than as one event. */
const BURST_LIMIT = 2_000;
/** Between attempts when the database does not answer. */
const RETRY_MS = 250;
/** A burst that cannot be read so often is left to the pulls: one bad row must not silence a whole company. */
const PATIENCE = 5;

export type Hub = {
  /** A console's events go along `line`, beginning with a `resync` once nothing can be missed any more. Returns the way to leave. */
  join(viewer: Actor, line: StreamLine, onSignedOut: () => void): () => void;
  /** Somebody wrote in this company, or, with `null`, perhaps in any. */
  wake(companyId: string | null): void;
};

type Console = {
  /** As the stream's place in the feed knows the user: never what a session remembers of them. */
  viewer: Actor;
  line: StreamLine;
  onSignedOut: () => void;
  /** Its user was read, and it was told to pull: from here on it gets its share. */
  isPlaced: boolean;
};

/** Rows that went from scope to scope, and users whose scope is another now. */
export type Moved = { conversationIds: readonly string[]; userIds: readonly string[] };
type Company = { consoles: Set<Console>; since: number | null; stale: boolean; reading: boolean };

type HubDeps = {
  database: Database;
  sources: readonly AnyReplicaSource[];
  log: Log;
  /** For whatever else depends on who sees what. */
  onMoved?: (companyId: string, moved: Moved) => void;
};

export function createHub({ database, sources, log, onMoved = () => {} }: HubDeps): Hub {
  const companies = new Map<string, Company>();

  async function follow(companyId: string, company: Company): Promise<void> {
    if (company.reading) return;
    company.reading = true;
    let failures = 0;
    while (company.stale && company.consoles.size > 0) {
      company.stale = false;
      try {
        await readOnce(companyId, company);
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ err: error, company: companyId, failures }, 'the change feed could not be read; trying again');
        company.stale = true;
        if (failures >= PATIENCE) company.since = null;
        await sleep(RETRY_MS);
      }
    }
    company.reading = false;
  }

  async function readOnce(companyId: string, company: Company): Promise<void> {
    // One that joins while this is read has its turn with the next reading.
    const asked = [...company.consoles];
    const { newest, burst, viewers, conversationIds } = await inCompany(
      database,
      companyId,
      (trx) => look(trx, companyId, company.since, asked),
      { readOnly: true },
    );
    if (!burst && company.since !== null) syncResyncs.inc({ reason: 'burst' }, asked.length);
    if (burst && burst.seq > 0) syncBursts.inc();
    const shares = burst && createShares(burst);
    const movedUsers: string[] = [];
    for (const each of asked) {
      const viewer = viewers.get(each);
      if (!company.consoles.has(each)) continue;
      if (viewer === null) {
        each.onSignedOut();
        continue;
      }
      const hasOtherScope = viewer !== undefined && hasMoved(each.viewer, viewer);
      if (viewer) each.viewer = viewer;
      if (hasOtherScope && each.isPlaced) movedUsers.push(viewer.userId);
      // With another scope its checkpoints are of no use, as the pull will say.
      if (hasOtherScope || !each.isPlaced || !shares) each.line.resync();
      else hand(each, shares.of(each.viewer));
      each.isPlaced = true;
    }
    company.since = burst ? Math.max(burst.seq, company.since ?? 0) : newest;
    if (movedUsers.length > 0 || conversationIds.length > 0)
      onMoved(companyId, { conversationIds, userIds: movedUsers });
  }

  /** `burst` is null where the reader lost its place; `viewers` are those who may be others now, null: nobody any more. */
  async function look(trx: Trx, companyId: string, since: number | null, consoles: readonly Console[]) {
    const { epoch, newest, last } = await feedEnd(trx, companyId);
    const entries =
      since === null || last < since ? null : await entriesSince(trx, companyId, { since, limit: BURST_LIMIT });
    const isLost = entries === null || entries.length === BURST_LIMIT;
    const touched = new Set(entries?.filter(({ kind }) => kind === 'users').map(({ rowId }) => rowId));
    const viewers = new Map<Console, Actor | null>();
    for (const each of consoles) {
      if (isLost || !each.isPlaced || touched.has(each.viewer.userId)) {
        viewers.set(each, await viewerNow(trx, each.viewer));
      }
    }
    if (isLost) return { newest, burst: null, viewers, conversationIds: [] };
    const away = entries.filter(
      ({ kind, gone }) => kind.startsWith('conversations@') || (kind === 'conversations' && gone),
    );
    return {
      newest,
      viewers,
      conversationIds: [...new Set(away.map(({ rowId }) => rowId))],
      burst: await readBurst(trx, companyId, {
        sources,
        entries,
        epoch,
        viewers: consoles.map(({ viewer }) => viewer),
      }),
    };
  }

  const hasMoved = (before: Actor, now: Actor) =>
    sources.some(({ definition: { name } }) => scopeHash(name, before) !== scopeHash(name, now));

  function hand({ line }: Console, share: Share | null): void {
    if (!share) return;
    for (const [replica, rows] of share.rowCounts) syncPulledRows.inc({ replica }, rows);
    if (!line.send(share.text)) syncResyncs.inc({ reason: 'slow' });
  }

  return {
    join(viewer, line, onSignedOut) {
      const { companyId } = viewer;
      const company = companies.get(companyId) ?? { consoles: new Set(), since: null, stale: false, reading: false };
      companies.set(companyId, company);
      const each: Console = { viewer, line, onSignedOut, isPlaced: false };
      company.consoles.add(each);
      company.stale = true;
      void follow(companyId, company);
      return () => {
        company.consoles.delete(each);
        if (company.consoles.size === 0 && companies.get(companyId) === company) companies.delete(companyId);
      };
    },
    wake(companyId) {
      for (const [id, company] of companyId === null ? companies : pick(companies, companyId)) {
        company.stale = true;
        void follow(id, company);
      }
    },
  };
}

/** The user as they are now, or `null` when they may not be here any more. */
async function viewerNow(trx: Trx, viewer: Actor): Promise<Actor | null> {
  try {
    return await currentViewer(trx, viewer);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function pick(companies: Map<string, Company>, companyId: string): [string, Company][] {
  const company = companies.get(companyId);
  return company ? [[companyId, company]] : [];
}
