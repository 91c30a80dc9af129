import { pbkdf2 } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { launchServer } from './launch.ts';

/** Keeps the threads that Node reads and writes files by busy, as a slow disk does. */
function slowDisk() {
  let isOver = false;
  const work = async () => {
    while (!isOver) await promisify(pbkdf2)('x', 'y', 20_000, 32, 'sha512');
  };
  const working = Promise.all(Array.from({ length: 8 }, work));
  return {
    async [Symbol.asyncDispose]() {
      isOver = true;
      await working;
    },
  };
}

test('a server that ends at once is told of, however slow the disk is', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-launch-'));
  await using _busy = slowDisk();
  // Node takes none of PostgreSQL's arguments, and ends.
  const launch = await launchServer(process.execPath, folder, join(folder, 'cluster'), { kind: 'self' }, 'durable');
  expect(await Promise.race([launch.ended, sleep(5_000, 'never told')])).toBe('ended');
  await rm(folder, { recursive: true });
});
