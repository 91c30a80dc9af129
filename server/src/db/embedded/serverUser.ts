import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Who PostgreSQL runs as. It refuses root, so a process that is root hands it to somebody else:
 * - `self`: this process's own user (never root).
 * - `other`: root became `uid` and `gid`.
 * - `otherThroughClosedFolders`: the same, where the way to the files leads through folders that only root may enter
 *   (a clone under /root or in a `mktemp -d`). `setpriv` then leaves the process the one capability of passing them.
 */
export type ServerUser =
  | { kind: 'self' }
  | { kind: 'other'; uid: number; gid: number }
  | { kind: 'otherThroughClosedFolders'; uid: number; gid: number };

/** Accounts that exist for such work, best first; `nobody` is everywhere. We never create an account. */
const UNPRIVILEGED = ['postgres', '_postgres', 'nobody'];

/**
 * Chooses the user for a cluster in `folder` run from `programs`: the owner of the folder (or of the first folder above
 * it that exists) where that is not root, so that the same data serves `sudo npm start` and `npm start`.
 */
export async function chooseServerUser(folder: string, programs: readonly string[]): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const accounts = await readAccounts();
  const owner = await ownerOf(folder);
  const account =
    accounts.find(({ uid }) => uid === owner && uid !== 0) ??
    UNPRIVILEGED.map((name) => accounts.find((each) => each.name === name)).find((each) => each !== undefined);
  if (account === undefined) {
    throw new Error(`PostgreSQL does not run as root, and none of the accounts ${UNPRIVILEGED.join(', ')} exists.`);
  }
  const { uid, gid } = account;
  for (const path of [...programs, folder]) {
    if (!(await mayReach(path, uid, gid))) return { kind: 'otherThroughClosedFolders', uid, gid };
  }
  return { kind: 'other', uid, gid };
}

/** How to start `program` as `user`: the arguments for `spawn`. */
export function runAs(
  user: ServerUser,
  program: string,
  args: readonly string[],
): { program: string; args: string[]; identity: { uid?: number; gid?: number } } {
  switch (user.kind) {
    case 'self':
      return { program, args: [...args], identity: {} };
    case 'other':
      return { program, args: [...args], identity: { uid: user.uid, gid: user.gid } };
    case 'otherThroughClosedFolders':
      return {
        program: 'setpriv',
        args: [
          `--reuid=${user.uid}`,
          `--regid=${user.gid}`,
          '--clear-groups',
          '--inh-caps=+dac_override',
          '--ambient-caps=+dac_override',
          program,
          ...args,
        ],
        identity: {},
      };
  }
}

type Account = { name: string; uid: number; gid: number };

async function readAccounts(): Promise<Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

async function ownerOf(path: string): Promise<number> {
  try {
    return (await stat(path)).uid;
  } catch {
    return dirname(path) === path ? 0 : ownerOf(dirname(path));
  }
}

/** Whether every folder on the way to `path` lets `uid` pass. The last step is ours to open, so it is not asked. */
async function mayReach(path: string, uid: number, gid: number): Promise<boolean> {
  const above = dirname(path);
  if (above === path) return true;
  try {
    await access(above, constants.F_OK);
    const { mode, uid: owner, gid: group } = await stat(above);
    const passes = owner === uid ? mode & 0o100 : group === gid ? mode & 0o010 : mode & 0o001;
    if (!passes) return false;
  } catch {
    // Not there yet: it will be made with the rights of what is above it.
  }
  return mayReach(above, uid, gid);
}
