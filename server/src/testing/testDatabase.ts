import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { connectDirect } from '../db/connection.ts';
import { type Database, signIn } from '../db/database.ts';
import { applicationUrl } from '../db/roles.ts';
import { quiet } from './quiet.ts';

/** The migrated database that every test database is a copy of. */
export const TEMPLATE = 'template_balcao';

export type TestDatabase = Database &
  AsyncDisposable & {
    /** The owner's connection string: for other processes (`openDatabase` with an external server). */
    url: string;
    /** The application's connection string: row-level security binds it. */
    applicationUrl: string;
    /** Looks into tables past row-level security; for assertions only. */
    asOwner<Row extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<Row[]>;
  };

/**
 * A database of its own for a test file: `await using database = await testDatabase()`, or `beforeAll` and
 * `database.close()`. Dropped when it is closed.
 */
export async function testDatabase({ poolSize = 10 } = {}): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await inCluster(clusterUrl, `create database ${name} template ${TEMPLATE}`);
  const url = Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).toString();
  const database = signIn({ url, directUrl: url, leave: async () => {} }, quiet, poolSize);
  const owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on('error', () => {});
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await database.close();
    await owner.end();
    await inCluster(clusterUrl, `drop database if exists ${name} with (force)`);
  };
  return {
    ...database,
    url,
    applicationUrl: applicationUrl(url),
    asOwner: async (statement, values) => (await owner.query(statement, values)).rows,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function inCluster(clusterUrl: string, statement: string): Promise<void> {
  const client = await connectDirect(clusterUrl);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
