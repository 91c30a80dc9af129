import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { APPLICATION_NAME } from './embedded/probe.ts';
import { PreparingClient } from './preparing.ts';

const INT8 = 20;

/**
 * int8 as number: ours are counters and feed positions, centuries below 2^53. Everything else as pg reads it:
 * timestamptz as Date, numeric as string, jsonb parsed.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    Number(oid) === INT8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, format ?? 'text'),
} as pg.CustomTypesConfig;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a number`);
  return value;
}

export type PoolOptions = {
  url: string;
  /** Connections at most. Lower: requests wait for each other. Higher: two cores only switch between more backends. */
  size: number;
  /** Whether each connection is a session of its own, and not a pooler's: only those can keep prepared statements. */
  isSession: boolean;
  onError: (error: Error) => void;
};

/** The application's connections. A query that hangs, or a transaction left open, ends by itself. */
export function openPool({ url, size, isSession, onError }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    Client: isSession ? PreparingClient : pg.Client,
    connectionString: url,
    types,
    max: size,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A connection that breaks is dropped and replaced; whoever was using it learns of it by the query's own failure. The
  // pool listens to idle ones only: without a listener, one that breaks between two queries would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => {});
  return pool;
}

/** A single connection of its own: for migrations and for LISTEN, which do not work through a pooler. */
export async function connectDirect(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    types,
    application_name: APPLICATION_NAME,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  client.on('error', () => {}); // told by the query's own failure, or by 'end'
  await client.connect();
  return client;
}

/** snake_case in SQL, camelCase here; keys inside jsonb stay as they were written. */
export function kyselyOver<Tables>(pool: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}
