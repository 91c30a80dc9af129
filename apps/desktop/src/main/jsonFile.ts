import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

export type JsonFile<Value> = { kind: 'read'; value: Value } | { kind: 'absent' } | { kind: 'broken'; movedTo: string };

/** Reads a small file of ours. One that cannot be understood is moved aside, so that a person can still look at it. */
export function readJsonFile<Value>(path: string, schema: z.ZodType<Value>): JsonFile<Value> {
  const text = readText(path);
  if (text === null) return { kind: 'absent' };
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return { kind: 'read', value: parsed.data };
  const movedTo = `${path}.broken`;
  renameSync(path, movedTo);
  return { kind: 'broken', movedTo };
}

/**
 * Writes beside, forces it to the disk, then renames: after a power cut the file is the old or the new one, never half.
 * Synchronous, for files of some kilobytes: writes cannot overtake each other, and the last one before quitting is done.
 */
export function writeJsonFile(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(value, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
