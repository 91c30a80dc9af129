import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Cluster, startCluster } from '../db/embedded/cluster.ts';
import { readPostmaster } from '../db/embedded/postmaster.ts';
import type { Durability } from '../db/embedded/settings.ts';
import { quiet } from './quiet.ts';

const PREFIX = 'balcao-test-';

export type ScratchCluster = Cluster & AsyncDisposable & { folder: string };

/** A PostgreSQL of one's own in the system's folder for temporary files. It ends, and its files go, with `await using`. */
export async function startScratchCluster(durability: Durability = 'throwaway'): Promise<ScratchCluster> {
  await clearAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const cluster = await startCluster({ folder, durability, log: quiet });
  const dispose = async () => {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...cluster, folder, [Symbol.asyncDispose]: dispose };
}

/** A test run that was killed leaves its server running: it is ended by the next one, known by the pid in its name. */
async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    const folder = join(tmpdir(), name);
    if (!(pid > 0) || isAlive(pid) || !(await stat(folder).catch(() => null))) continue;
    const postmaster = await readPostmaster(join(folder, 'cluster')).catch(() => null);
    if (postmaster?.kind === 'running') process.kill(postmaster.pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => {});
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
