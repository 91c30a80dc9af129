import { spawn } from 'node:child_process';
import { chown, open } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseAddress } from './address.ts';
import { runAs, type ServerUser } from './serverUser.ts';
import { type Durability, serverArguments } from './settings.ts';

export type Launch = { pid: number; ended: Promise<'ended'> };

/**
 * Starts the server's process and returns at once; it answers a moment later, or ends with its reason in `log`.
 *
 * It gets a session of its own: Ctrl+C reaches a whole process group, and would stop it before we drained. It inherits
 * no environment: that holds secrets which a database has no business to know.
 */
export async function launchServer(
  postgres: string,
  folder: string,
  cluster: string,
  user: ServerUser,
  durability: Durability,
): Promise<Launch> {
  const address = await chooseAddress(folder);
  const { program, args, identity } = runAs(user, postgres, serverArguments(cluster, address, durability));
  const logFile = join(folder, 'log');
  const output = await open(logFile, 'a', 0o600);
  if (user.kind !== 'self') await chown(logFile, user.uid, user.gid);
  const child = spawn(program, args, {
    ...identity,
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'ignore', output.fd],
  });
  // Before anything is waited for: it may end sooner than a slow disk closes a file.
  const { promise: ended, resolve, reject } = Promise.withResolvers<'ended'>();
  child.once('exit', () => resolve('ended'));
  child.once('error', reject);
  ended.catch(() => {}); // told to whoever waits for it
  child.unref();
  await output.close();
  return { pid: child.pid ?? 0, ended };
}
