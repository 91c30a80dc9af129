/**
 * What the shell did, as JSON lines in the system's folder for logs. It stays on this machine and holds no text of
 * conversations, no tokens and no addresses beyond their origin.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Log = Record<'info' | 'warn' | 'error', (event: string, data?: Record<string, unknown>) => void>;

/** Two files of this size are kept. Lower: the days before a fault are gone. Higher: nobody can mail the file. */
const MAX_BYTES = 2_000_000;

/** Written synchronously: lines are rare, and the last one before a crash is the one that is needed. */
export function createLog(folder: string, now: () => Date): Log {
  const file = join(folder, 'desktop.log');
  mkdirSync(folder, { recursive: true });
  const write = (level: keyof Log) => (event: string, data?: Record<string, unknown>) => {
    const line = JSON.stringify({ time: now().toISOString(), level, event, ...data });
    try {
      rotate(file);
      appendFileSync(file, `${line}\n`);
    } catch {
      // A full disk must not stop the desk: without a log it still works.
    }
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > MAX_BYTES) renameSync(file, `${file}.1`);
}

/** An error as log data: its message and stack, and those of its cause. */
export function errorData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause === undefined ? {} : { cause: errorData(error.cause) };
  return { error: error.message, stack: error.stack, ...cause };
}
