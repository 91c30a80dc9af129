import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createSessions, SESSION_REVOKED_CHANNEL, type Sessions } from '../auth/index.ts';
import { type Config, readConfig } from '../config.ts';
import type { Database } from '../db/index.ts';
import type { CallLimits } from '../http/callLimits.ts';
import { createLog, type Log } from '../logging.ts';
import { createServer } from '../server.ts';
import { TEST_PASSWORD } from './testUser.ts';

export type TestServer = AsyncDisposable & {
  app: FastifyInstance;
  config: Config;
  sessions: Sessions;
  log: Log;
  /** Every log line written so far. */
  lines: string[];
  /** @returns an access token of the user with TEST_PASSWORD. */
  signIn(email: string, company?: string): Promise<string>;
};

type Options = {
  database: Database;
  now?: () => Date;
  /** A built console; without it there is none. */
  consoleFolder?: string;
  limits?: CallLimits;
  mount?: (app: FastifyInstance, ground: { config: Config; log: Log; sessions: Sessions }) => Promise<void>;
};

/** The web server on a test's database, without a port: `app.inject`. It listens where a test calls `app.listen`. */
export async function testServer({
  database,
  now = () => new Date(),
  consoleFolder,
  limits,
  mount = async () => {},
}: Options): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-server-'));
  const config = readConfig({}, [], folder);
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line) => lines.push(line) } });
  const sessions = createSessions({ database, secret: config.jwtSecret, log, now });
  const stopListening = await database.listener.subscribe({
    channel: SESSION_REVOKED_CHANNEL,
    onNotification: sessions.revokedSomewhere,
    onGap: sessions.forgetAll,
  });
  const app = await createServer({
    config,
    database,
    sessions,
    log,
    checks: [],
    hearts: [],
    ...(limits ? { limits } : {}),
    consoleFolder: consoleFolder ?? join(folder, 'none'),
    mount: (inner) => mount(inner, { config, log, sessions }),
  });
  return {
    app,
    config,
    sessions,
    log,
    lines,
    async signIn(email, company) {
      const wish = { email, password: TEST_PASSWORD, company: company ?? null, device: 'test', address: '127.0.0.1' };
      return (await sessions.signIn(wish)).accessToken;
    },
    async [Symbol.asyncDispose]() {
      stopListening();
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
