import { execFile } from 'node:child_process';
import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Address } from './address.ts';

/**
 * What `postmaster.pid` says, checked against the processes of this machine:
 * - `none`: no file, or its process is gone. PostgreSQL clears such a file itself.
 * - `running`: a server of this very folder. It may still be starting, or stopping.
 * - `zombie`: it ended, but its parent has not taken note; PostgreSQL would think it alive and refuse to start.
 * - `stranger`: after a reboot or in a new container the number belongs to another program.
 */
export type Postmaster =
  | { kind: 'none' }
  | { kind: 'running'; pid: number; address: Address }
  | { kind: 'zombie'; pid: number }
  | { kind: 'stranger'; pid: number };

export const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** Reads the state of the server whose data is in `cluster`. */
export async function readPostmaster(cluster: string): Promise<Postmaster> {
  const text = await readFile(pidFile(cluster), 'utf8').catch(() => '');
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory, status.
  const [pidLine, , , port, socketFolder, host] = text.split('\n');
  const pid = Number(pidLine);
  if (!Number.isInteger(pid) || pid <= 0) return { kind: 'none' };
  switch (await processOf(pid, cluster)) {
    case 'gone':
      return { kind: 'none' };
    case 'zombie':
      return { kind: 'zombie', pid };
    case 'stranger':
      return { kind: 'stranger', pid };
    case 'ours':
      return { kind: 'running', pid, address: { host: socketFolder || host || '127.0.0.1', port: Number(port) } };
  }
}

/** Whether any process still works inside `cluster`: children outlive a killed postmaster for a moment. */
export async function isInhabited(cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const verdicts = await Promise.all(pids.map((pid) => processOf(Number(pid), cluster)));
  return verdicts.includes('ours');
}

type Verdict = 'gone' | 'zombie' | 'stranger' | 'ours';

/** A PostgreSQL process stands in its data folder and never leaves it: that is how we know ours. */
async function processOf(pid: number, cluster: string): Promise<Verdict> {
  if (process.platform === 'linux') return processOnLinux(pid, cluster);
  if (process.platform === 'win32') return processOnWindows(pid);
  return processByPs(pid, cluster);
}

async function processOnLinux(pid: number, cluster: string): Promise<Verdict> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (stat === null) return 'gone';
  // The name is in brackets and may hold anything; the state is the letter after the last bracket.
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  if (state === 'Z' || state === 'X') return 'zombie';
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster)) ? 'ours' : 'stranger';
  } catch {
    return 'stranger'; // another user's process does not show where it stands
  }
}

const run = promisify(execFile);

async function processByPs(pid: number, cluster: string): Promise<Verdict> {
  const found = await run('ps', ['-o', 'stat=,command=', '-p', String(pid)]).catch(() => null);
  if (found === null || found.stdout.trim() === '') return 'gone';
  if (found.stdout.trim().startsWith('Z')) return 'zombie';
  return found.stdout.includes(cluster) ? 'ours' : 'stranger';
}

async function processOnWindows(pid: number): Promise<Verdict> {
  const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH']);
  if (!stdout.includes(String(pid))) return 'gone';
  return stdout.toLowerCase().includes('postgres') ? 'ours' : 'stranger';
}
