import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { runAs, type ServerUser } from './serverUser.ts';
import type { Durability } from './settings.ts';

/** The role that owns the databases: it migrates and provisions. The application signs in as another (db/roles.ts). */
export const OWNER = 'balcao';

const PASSWORD_FILE = 'balcao_password';
const run = promisify(execFile);

/**
 * Makes the data folder of a cluster, where there is none yet.
 *
 * It is made beside its place and renamed into it, so that a start killed half-way, or two at once, never leave a
 * cluster that is half made.
 * @returns the real path of the cluster.
 */
export async function makeCluster(
  folder: string,
  binaries: Binaries,
  user: ServerUser,
  durability: Durability,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user.kind !== 'self' && (await stat(folder)).uid === 0) await chown(folder, user.uid, user.gid);
  const cluster = join(folder, 'cluster');
  if (!(await exists(join(cluster, 'PG_VERSION')))) {
    await clearUnfinished(folder);
    await initialise(folder, cluster, binaries, user, durability);
  }
  return realpath(cluster);
}

/** The owner's password: it lies in the cluster's folder, which nobody but its owner may enter. */
export async function readPassword(cluster: string): Promise<string> {
  try {
    return (await readFile(join(cluster, PASSWORD_FILE), 'utf8')).trim();
  } catch (cause) {
    throw new Error(
      `The data in ${cluster} cannot be read. Was Balcão started as another user before? Start it as that user again, or change the folder's owner.`,
      { cause },
    );
  }
}

async function initialise(
  folder: string,
  cluster: string,
  binaries: Binaries,
  user: ServerUser,
  durability: Durability,
): Promise<void> {
  const unfinished = await mkdtemp(join(folder, `unfinished-${process.pid}-`));
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${unfinished}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.kind !== 'self') {
    await chown(unfinished, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const { program, args, identity } = runAs(user, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own collation: the same order on every machine, and no index breaks with an upgrade of the C library.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durability === 'throwaway' ? ['--no-sync'] : []),
  ]);
  try {
    await run(program, args, { ...identity, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } });
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data folder in ${folder}.`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(join(unfinished, PASSWORD_FILE), password, { mode: 0o600 });
  if (user.kind !== 'self') await chown(join(unfinished, PASSWORD_FILE), user.uid, user.gid);
  await chmod(unfinished, 0o700);
  try {
    await rename(unfinished, cluster);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(join(cluster, 'PG_VERSION')))) throw cause; // else another start was faster, and its cluster serves
  }
}

/** Removes what starts that were killed left behind. */
async function clearUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(/^unfinished-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
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

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
