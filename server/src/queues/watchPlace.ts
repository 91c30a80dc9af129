/**
 * Tells whoever watches a conversation its place in line, as it changes: web chat visitors and programs (QUE-07, QUE-14).
 *
 * A place changes for everybody in line with each ticket that leaves it, so a company's places are read after what it
 * commits, at most once in EVERY_MS, in one pass over each line that somebody watches, and not at all where nobody does.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { estimatedWaitMs } from '@balcao/domain';
import { sql } from 'kysely';
import { type Database, inCompany, type Log, type Trx } from '../db/index.ts';
import { followFeed } from '../sync/index.ts';
import { placesOf, startedLastHour } from './sayPlaces.ts';

/** Lower: a busy line is read again and again. Higher: a visitor sees themselves move later. */
const EVERY_MS = 1_000;

export type Place = {
  ticketId: string;
  queueId: string;
  /** 1 is next. */
  position: number;
  /** `null`: nobody was served in the last hour. */
  estimatedWaitSeconds: number | null;
  /** The queue tells contacts their places. */
  isForContacts: boolean;
};
type Watch = { conversationId: string; tell: (place: Place | null) => void; told: number | null };
type Company = { watches: Set<Watch>; reading: Promise<void> | null; stale: boolean };
type Watching = { companies: Map<string, Company>; unfollow: Promise<() => void> };
const watching = new WeakMap<Database['events'], Watching>();

/** @returns the way to stop. `tell` is called with the first place too, and with `null` once the line is left. */
export function watchPlace(
  database: Database,
  log: Log,
  {
    companyId,
    conversationId,
    tell,
  }: { companyId: string; conversationId: string; tell: (place: Place | null) => void },
): () => void {
  const { companies } = followed(database, log);
  const company = companies.get(companyId) ?? { watches: new Set(), reading: null, stale: false };
  companies.set(companyId, company);
  const watch = { conversationId, tell, told: null };
  company.watches.add(watch);
  wake(database, log, companyId);
  return () => {
    company.watches.delete(watch);
    if (company.watches.size === 0 && companies.get(companyId) === company) companies.delete(companyId);
    if (companies.size === 0) forget(database);
  };
}

function followed(database: Database, log: Log): Watching {
  const standing = watching.get(database.events);
  if (standing) return standing;
  const companies = new Map<string, Company>();
  const wakeAll = () => {
    for (const companyId of companies.keys()) wake(database, log, companyId);
  };
  const unfollow = followFeed(database, {
    onChange: (ids) => {
      if (ids === null) wakeAll();
      else for (const companyId of ids) wake(database, log, companyId);
    },
    onGap: wakeAll,
  }).catch((error: unknown) => {
    log.warn({ err: error }, 'places in line are told on arrival only');
    return () => {};
  });
  const fresh = { companies, unfollow };
  watching.set(database.events, fresh);
  return fresh;
}

function forget(database: Database): void {
  const standing = watching.get(database.events);
  watching.delete(database.events);
  standing?.unfollow.then((stop) => stop());
}

function wake(database: Database, log: Log, companyId: string): void {
  const company = watching.get(database.events)?.companies.get(companyId);
  if (!company) return;
  company.stale = true;
  company.reading ??= read(database, companyId, company)
    .catch((error: unknown) => log.warn({ err: error, company: companyId }, 'places in line could not be told'))
    .finally(() => {
      company.reading = null;
      if (company.stale && company.watches.size > 0) wake(database, log, companyId);
    });
}

async function read(database: Database, companyId: string, company: Company): Promise<void> {
  company.stale = false;
  const watched = new Set([...company.watches].map(({ conversationId }) => conversationId));
  const places = await inCompany(database, companyId, (trx) => placesNow(trx, companyId, [...watched]), {
    readOnly: true,
  });
  for (const watch of company.watches) {
    const place = places.get(watch.conversationId);
    const position = place?.position ?? null;
    if (position !== watch.told) watch.tell(place ?? null);
    watch.told = position;
  }
  await sleep(EVERY_MS, null, { ref: false });
}

async function placesNow(trx: Trx, companyId: string, conversationIds: readonly string[]): Promise<Map<string, Place>> {
  const waiting = await trx
    .selectFrom('ticket as t')
    .innerJoin('queue as q', (join) => join.onRef('q.companyId', '=', 't.companyId').onRef('q.id', '=', 't.queueId'))
    .select(['t.id', 't.queueId', 't.conversationId'])
    .select(sql<boolean>`q.position_message <> ''`.as('isForContacts'))
    .where('t.companyId', '=', companyId)
    .where('t.conversationId', 'in', conversationIds)
    .where('t.endedAt', 'is', null)
    .where('t.status', '=', 'waiting')
    .where('t.snoozed', '=', false)
    .execute();
  const found = new Map<string, Place>();
  for (const [queueId, tickets] of Map.groupBy(waiting, (each) => each.queueId)) {
    const ids = tickets.map(({ id }) => id);
    const places = await placesOf(trx, companyId, queueId, ids);
    const started = await startedLastHour(trx, companyId, queueId, new Date());
    for (const { id: ticketId, conversationId, isForContacts } of tickets) {
      const position = places.get(ticketId);
      if (position === undefined) continue;
      const waitMs = estimatedWaitMs(position, started);
      const estimatedWaitSeconds = waitMs === null ? null : Math.round(waitMs / 1_000);
      found.set(conversationId, { ticketId, queueId, position, estimatedWaitSeconds, isForContacts });
    }
  }
  return found;
}
