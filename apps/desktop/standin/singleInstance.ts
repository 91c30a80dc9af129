/**
 * `requestSingleInstanceLock` over files in the profile, because it must answer at once: a lock file with the first
 * process's id, and a folder where a second one leaves its command line for the first to find.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function requestLock(userData: string, onSecond: (argv: string[]) => void): boolean {
  const lock = join(userData, 'standin.lock');
  const letters = join(userData, 'standin-second');
  mkdirSync(letters, { recursive: true });
  if (!take(lock)) {
    const letter = join(letters, `${process.pid}.json`);
    writeFileSync(`${letter}.new`, JSON.stringify(process.argv));
    renameSync(`${letter}.new`, letter);
    return false;
  }
  const read = () => {
    for (const name of readdirSync(letters).filter((file) => file.endsWith('.json'))) {
      const letter = join(letters, name);
      const argv = JSON.parse(readFileSync(letter, 'utf8'));
      rmSync(letter);
      onSecond(argv);
    }
  };
  for (const stale of readdirSync(letters)) rmSync(join(letters, stale));
  watch(letters, { persistent: false }, read);
  process.on('exit', () => rmSync(lock, { force: true }));
  return true;
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (alive(Number(readFileSync(lock, 'utf8')))) return false;
    rmSync(lock, { force: true });
    return take(lock);
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
