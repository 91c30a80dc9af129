/** `npm run db:migrate`: brings the database to the newest migration, and says what it did. */
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { prepare, reachServer } from './database.ts';
import type { Log } from './log.ts';

const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const { database, dataDir } = readConfig(process.env, process.argv.slice(2), join(import.meta.dirname, '../../..'));
const server = await reachServer(database, dataDir, silent);
try {
  const applied = await prepare(server.directUrl, silent);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length === 0 ? 'The database is up to date.' : `${applied.length} applied.`);
} finally {
  await server.leave();
}
