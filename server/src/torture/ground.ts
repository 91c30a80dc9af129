/** What all histories of a run share: one PostgreSQL with its migrated database, and the servers. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase, type Database, prepare, signIn } from '../db/database.ts';
import { startSequencer } from '../sync/sequencer.ts';
import { LOCKED_FIRST } from '../testing/lockedFirst.ts';
import { quiet } from '../testing/quiet.ts';
import { startScratchCluster } from '../testing/scratchCluster.ts';
import { type Servers, startServers } from './servers.ts';
import { AUDIT } from './sql.ts';

export type Ground = {
  database: Database;
  /** Past row-level security: for what no console may do, and for the verdict. */
  owner: pg.Pool;
  servers: Servers;
  /** A server of a later release on the same database, started when first asked for. */
  newerServers(): Promise<Servers>;
  jwtSecret: string;
  /** Where consoles keep their disks. */
  folder: string;
  close(): Promise<void>;
};

const DATABASE = 'torture';
/** Transactions that histories hold open at the same time, and the verdicts beside them. */
const MOST_HELD = 30;
/** Two: one is killed, the other takes over. */
const SERVERS = 2;

export async function prepareGround(): Promise<Ground> {
  const cluster = await startScratchCluster();
  await createDatabase(cluster.url('postgres'), DATABASE);
  const url = cluster.url(DATABASE);
  await prepare(url, quiet);
  const owner = new pg.Pool({ connectionString: url, max: MOST_HELD });
  owner.on('error', () => {});
  await owner.query(AUDIT);
  await owner.query(LOCKED_FIRST);

  const folder = mkdtempSync(join(tmpdir(), 'balcao-torture-'));
  const jwtSecret = randomBytes(48).toString('base64');
  const start = { databaseUrl: url, jwtSecret, folder };
  const servers = await startServers({ ...start, count: SERVERS });
  let newer: Promise<Servers> | null = null;
  const database = signIn({ url, directUrl: url, leave: async () => {} }, quiet, 10);
  const sequencer = startSequencer(database, quiet);
  return {
    database,
    owner,
    servers,
    newerServers() {
      newer ??= startServers({ ...start, count: 1, preload: join(import.meta.dirname, 'newerDefinitions.ts') });
      return newer;
    },
    jwtSecret,
    folder,
    async close() {
      await servers.close();
      await (await newer)?.close();
      await sequencer.stop();
      await database.close();
      await owner.end();
      await cluster[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
