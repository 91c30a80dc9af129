import { realpath } from 'node:fs/promises';
import pg from 'pg';
import { codeOf, isConnectionLost } from '../failures.ts';

/** Every connection of this process carries it, so that a process can tell its own from the others'. */
export const APPLICATION_NAME = `balcao ${process.pid}`;

const CONNECT_TIMEOUT_MS = 5_000;
/**
 * Whether the server at `url` takes connections and is the one of `cluster`.
 * @throws Error where something else answers there, or refuses the password.
 */
export async function answers(url: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  client.on('error', () => {}); // a server that stops under us shows in the query's own rejection
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
    const folder = rows[0]?.folder ?? '';
    if ((await realpath(folder)) === cluster) return true;
    throw new Error(`Another PostgreSQL (${folder}) answers where ours should.`);
  } catch (error) {
    if (isNotNow(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether another process of Balcão (or a person with psql) is connected to the server. */
export async function othersAreConnected(url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: APPLICATION_NAME,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ others: boolean }>(
      `select exists (select from pg_stat_activity where backend_type = 'client backend' and application_name <> $1) as others`,
      [APPLICATION_NAME],
    );
    return rows[0]?.others ?? false;
  } catch (error) {
    if (isNotNow(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Starting, stopping, full or not there at all: the next look will tell. */
const isNotNow = (error: unknown) =>
  isConnectionLost(error) ||
  codeOf(error) === '53300' ||
  (error instanceof Error && error.message.includes('timeout expired'));
