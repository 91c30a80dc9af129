/**
 * The embedded PostgreSQL: a real server from an npm package, its data and its socket in one folder.
 *
 * The server outlives a process that is killed. Starting therefore means: look who is there, adopt a server that is
 * ours, wait for one that is ending, clear away what no longer is, and only then start one. Two processes may do so at
 * once: the one whose server finds the lock taken looks again, and adopts the other's.
 * Decision: docs/decisions/0001-embedded-postgresql.md.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { type Address, isSocket } from './address.ts';
import { findBinaries } from './binaries.ts';
import { launchServer } from './launch.ts';
import { makeCluster, OWNER, readPassword } from './makeCluster.ts';
import { isInhabited, pidFile, readPostmaster } from './postmaster.ts';
import { answers, othersAreConnected } from './probe.ts';
import { chooseServerUser } from './serverUser.ts';
import type { Durability } from './settings.ts';

export type Cluster = {
  pid: number;
  /** True where the server was already running: left by a process that was killed, or used by one that still is. */
  adopted: boolean;
  /** The connection string of one of its databases, as the owner. */
  url(database: string): string;
  /** Stops the server in order: no new connections, open transactions roll back, everything is on disk. */
  stop(): Promise<void>;
  /** Stops it unless other processes are connected: the last one out switches off the light. */
  leave(): Promise<void>;
};

export type ClusterOptions = {
  /** Holds `cluster/` (the data), `log` and the socket. Made where it is missing. */
  folder: string;
  durability: Durability;
  log: Log;
};

/** Recovery after a power cut may replay a few GB. Lower: such a start fails. Higher: a fault is told late. */
const START_TIMEOUT_MS = 120_000;
/** How long a zombie's parent gets to take note of it before its file is cleared away. */
const ZOMBIE_TIMEOUT_MS = 2_000;
/** A server that ended by itself this often has a fault that waiting does not heal. */
const MOST_FAILED_STARTS = 4;
const STOP_TIMEOUT_MS = 30_000;
const LOOK_AGAIN_MS = 25;

export async function startCluster({ folder, durability, log }: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  const user = await chooseServerUser(folder, [binaries.postgres, binaries.initdb]);
  const cluster = await makeCluster(folder, binaries, user, durability);
  const password = await readPassword(cluster);

  const deadline = Date.now() + START_TIMEOUT_MS;
  let zombieSince: number | null = null;
  let failedStarts = 0;
  let launchedPid: number | null = null;
  while (Date.now() < deadline) {
    const postmaster = await readPostmaster(cluster);
    switch (postmaster.kind) {
      case 'running': {
        const { pid, address } = postmaster;
        if (!(await answers(connectionUrl(address, password, 'postgres'), cluster))) break;
        const adopted = pid !== launchedPid;
        if (adopted) log.info({ pid }, 'adopted the PostgreSQL that was already running');
        return {
          pid,
          adopted,
          url: (database) => connectionUrl(address, password, database),
          stop: () => stopServer(cluster, pid, log),
          leave: async () => {
            if (!(await othersAreConnected(connectionUrl(address, password, 'postgres')))) {
              await stopServer(cluster, pid, log);
            }
          },
        };
      }
      case 'zombie':
        zombieSince ??= Date.now();
        if (Date.now() - zombieSince < ZOMBIE_TIMEOUT_MS || (await isInhabited(cluster))) break;
        log.warn({ pid: postmaster.pid }, 'cleared the pid file of a PostgreSQL that ended as a zombie');
        await rm(pidFile(cluster), { force: true });
        break;
      case 'stranger':
        log.warn({ pid: postmaster.pid }, 'cleared a pid file whose number now belongs to another program');
        await rm(pidFile(cluster), { force: true });
        break;
      case 'none': {
        if (failedStarts >= MOST_FAILED_STARTS) throw await failure(folder, 'PostgreSQL ends right after its start.');
        const launch = await launchServer(binaries.postgres, folder, cluster, user, durability);
        launchedPid = launch.pid;
        if ((await Promise.race([launch.ended, pidFileAppears(cluster, deadline)])) === 'ended') {
          failedStarts += 1;
          // Another start took the lock, or children of a killed server hold its shared memory for a moment longer.
          await sleep(200 * failedStarts);
        }
      }
    }
    await sleep(LOOK_AGAIN_MS);
  }
  throw await failure(folder, `PostgreSQL did not answer within ${START_TIMEOUT_MS / 1000} s.`);
}

async function pidFileAppears(cluster: string, deadline: number): Promise<'appeared'> {
  while (Date.now() < deadline && (await readPostmaster(cluster)).kind === 'none') await sleep(LOOK_AGAIN_MS);
  return 'appeared';
}

/** "Fast" shutdown by SIGINT; SIGQUIT, which leaves recovery to the next start, once that takes too long. */
async function stopServer(cluster: string, pid: number, log: Log): Promise<void> {
  const isThere = async () => {
    const postmaster = await readPostmaster(cluster);
    return postmaster.kind === 'running' && postmaster.pid === pid;
  };
  if (!(await isThere())) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (await isThere()) {
    if (Date.now() > deadline) {
      log.error({ pid }, 'PostgreSQL did not stop in time; it will recover at its next start');
      process.kill(pid, 'SIGQUIT');
      return;
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

function connectionUrl({ host, port }: Address, password: string, database: string): string {
  const at = isSocket({ host, port }) ? `localhost:${port}` : `${host}:${port}`;
  const socket = isSocket({ host, port }) ? `?host=${encodeURIComponent(host)}` : '';
  return `postgres://${OWNER}:${encodeURIComponent(password)}@${at}/${encodeURIComponent(database)}${socket}`;
}

async function failure(folder: string, what: string): Promise<Error> {
  const file = join(folder, 'log');
  const lastLines = (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-10).join('\n');
  return new Error(`${what} Its log (${file}) ends with:\n${lastLines}`);
}
