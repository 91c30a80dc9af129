import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { connectDirect, kyselyOver, openPool } from './connection.ts';
import { startCluster } from './embedded/cluster.ts';
import { codeOf } from './failures.ts';
import { createListener, type Listener } from './listener.ts';
import type { Log } from './log.ts';
import { MIGRATIONS_FOLDER, migrate } from './migrate.ts';
import { applicationUrl, letApplicationIn } from './roles.ts';
import type { DB } from './types.generated.ts';

/** The tables of no company. They hold ids only, and may be queried outside `inCompany`. */
export type SharedTables = Pick<DB, 'feed' | 'feedIn' | 'feedEpoch' | 'lane'>;

export type DatabaseEvents = {
  /** A transaction that may have written was committed. */
  commit: [];
};

export type Database = {
  /** The application's connections, for the tables of no company. A company's rows need `inCompany`. */
  readonly kysely: Kysely<SharedTables>;
  /** Two more connections that never wait behind requests: for the sequencer and what everybody waits for. */
  readonly express: Kysely<SharedTables>;
  /** Hears of NOTIFY, over one connection of its own that comes back by itself. */
  readonly listener: Listener;
  /** The application's connection string past a pooler: for the job queue, which keeps connections of its own. */
  readonly directUrl: string;
  /** What happened in this process. */
  readonly events: EventEmitter<DatabaseEvents>;
  /** Ends the connections, and the embedded server where nobody else uses it. */
  close(): Promise<void>;
};

/** As config.ts reads it from the environment. */
export type ServerChoice =
  | { kind: 'embedded' }
  /** `directUrl` leads past a pooler: for LISTEN and for migrations. */
  | { kind: 'external'; url: string; directUrl: string };

export type DatabaseOptions = {
  server: ServerChoice;
  /** The installation's data folder; an embedded server lives in it. */
  dataDir: string;
  log: Log;
  /** Connections of the application at most. Nobody may want a second one while holding one. */
  poolSize?: number;
};

const EMBEDDED_DATABASE = 'balcao';
/** More are colder, not faster: every connection learns every statement for itself (docs/decisions/0016). */
const POOL_SIZE = 10;
const EXPRESS_POOL_SIZE = 2;

/** Starts or finds PostgreSQL, migrates it, and signs in as the application. */
export async function openDatabase({ server, dataDir, log, poolSize = POOL_SIZE }: DatabaseOptions): Promise<Database> {
  const reached = await reachServer(server, dataDir, log);
  try {
    await prepare(reached.directUrl, log);
  } catch (error) {
    await reached.leave();
    throw error;
  }
  return signIn(reached, log, poolSize);
}

/** Signs in to a database that was migrated before (by `prepare`, or as a clone of one that was). */
export function signIn({ url, directUrl, leave }: ReachedServer, log: Log, poolSize: number): Database {
  const poolOf = (size: number) =>
    openPool({
      url: applicationUrl(url),
      size,
      // Whoever has a pooler in between names the direct way too (LISTEN needs it).
      isSession: url === directUrl,
      onError: (error) => log.warn({ err: error }, 'a database connection broke'),
    });
  const kysely = kyselyOver<SharedTables>(poolOf(poolSize));
  const express = kyselyOver<SharedTables>(poolOf(EXPRESS_POOL_SIZE));
  const listener = createListener(() => connectDirect(applicationUrl(directUrl)), log);
  return {
    kysely,
    express,
    listener,
    directUrl: applicationUrl(directUrl),
    events: new EventEmitter(),
    close: async () => {
      await listener.close();
      await kysely.destroy();
      await express.destroy();
      await leave();
    },
  };
}

/** Migrates, and lets the application's role sign in. */
export async function prepare(ownerUrl: string, log: Log): Promise<string[]> {
  const owner = await connectDirect(ownerUrl);
  try {
    const applied = await migrate(owner, MIGRATIONS_FOLDER, log);
    await letApplicationIn(owner, ownerUrl);
    // A restored backup shows here, before any console is served from it.
    await owner.query('select settle_feed_epoch()');
    return applied;
  } finally {
    await owner.end();
  }
}

/** The owner's way in. `leave` ends what reaching it may have started. */
export type ReachedServer = { url: string; directUrl: string; leave(): Promise<void> };

/** Finds the external server, or starts (or adopts) the embedded one. */
export async function reachServer(server: ServerChoice, dataDir: string, log: Log): Promise<ReachedServer> {
  if (server.kind === 'external') return { url: server.url, directUrl: server.directUrl, leave: async () => {} };
  const cluster = await startCluster({ folder: join(dataDir, 'postgres'), durability: 'durable', log });
  await createDatabase(cluster.url('postgres'), EMBEDDED_DATABASE);
  const url = cluster.url(EMBEDDED_DATABASE);
  return { url, directUrl: url, leave: cluster.leave };
}

const ALREADY_THERE = new Set(['42P04', '23505']);

/** Creates a database, where it is missing. */
export async function createDatabase(ownerUrl: string, name: string): Promise<void> {
  const owner = await connectDirect(ownerUrl);
  try {
    const { rows } = await owner.query('select from pg_database where datname = $1', [name]);
    if (rows.length === 0) await owner.query(`create database ${owner.escapeIdentifier(name)}`);
  } catch (error) {
    if (!ALREADY_THERE.has(codeOf(error))) throw error; // another process made it at the same moment
  } finally {
    await owner.end();
  }
}
